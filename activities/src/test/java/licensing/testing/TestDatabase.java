package licensing.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import licensing.db.Migrations;

/** One PostgreSQL server for all tests of a run, migrated once. */
public final class TestDatabase {

  private static final EmbeddedPostgres SERVER = start();

  private TestDatabase() {}

  public static String url() {
    return SERVER.getJdbcUrl("postgres", "postgres");
  }

  /** The address of a new database on the same server, for tests whose rows others must not see. */
  public static String another(String name) {
    new Migrations(empty(name)).apply();
    return SERVER.getJdbcUrl("postgres", name);
  }

  /** A new database on the same server, without any schema. */
  public static DataSource empty(String name) {
    execute(SERVER, "create database " + name);
    return SERVER.getDatabase("postgres", name);
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().start();
      execute(server, "create role licensing_worker; create role licensing_console");
      new Migrations(server.getPostgresDatabase()).apply();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(EmbeddedPostgres server, String sql) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
