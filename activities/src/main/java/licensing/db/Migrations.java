package licensing.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The schema's versions, and what each program may do with it. One job applies them; every other
 * program only checks them.
 */
public final class Migrations {

  private final DataSource database;
  private final Flyway flyway;

  public Migrations(DataSource database) {
    this.database = database;
    this.flyway =
        Flyway.configure().dataSource(database).locations("classpath:db/migration").load();
  }

  /**
   * Brings the schema to the newest version; repeatable, and safe beside another run.
   *
   * @return whether the programs have roles of their own, which may now do what they need; where
   *     they have none, they log in as the owner
   */
  public boolean apply() {
    flyway.migrate();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      boolean apart = hasRoles(statement);
      if (apart) {
        statement.execute(grants());
      }
      connection.commit();
      return apart;
    } catch (SQLException e) {
      throw new IllegalStateException("the rights of the programs are not set: " + e, e);
    }
  }

  /**
   * Refuses a schema that is not the one this program was built with.
   *
   * @throws org.flywaydb.core.api.exception.FlywayValidateException saying what differs
   */
  public void validate() {
    flyway.validate();
  }

  private static boolean hasRoles(Statement statement) throws SQLException {
    try (var roles =
        statement.executeQuery(
            "select count(*) = 2 from pg_roles"
                + " where rolname in ('licensing_worker', 'licensing_console')")) {
      roles.next();
      return roles.getBoolean(1);
    }
  }

  private static String grants() {
    try (InputStream file =
        Objects.requireNonNull(Migrations.class.getResourceAsStream("/db/grants.sql"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
