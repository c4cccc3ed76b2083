package licensing.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of the licenses and the role that owns it.
 *
 * @param port of the server on loopback
 * @param ownerPassword of the server's owner
 * @param password of the role; letters and digits
 */
record LicensingDatabase(int port, String ownerPassword, String password) {

  static final String OWNER = "postgres";
  private static final String NAME = "licensing";

  /** Throws while the server takes no connections. */
  void ping() throws SQLException {
    try (Connection connection = asOwner().getConnection()) {
      connection.isValid(2);
    }
  }

  /** Makes role and database where they are missing. */
  void create() {
    try (Connection connection = asOwner().getConnection();
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "select from pg_roles where rolname = '%s'")) {
        statement.execute("create role %s login".formatted(NAME));
      }
      statement.execute("alter role %s password '%s'".formatted(NAME, password));
      if (isMissing(statement, "select from pg_database where datname = '%s'")) {
        statement.execute("create database %s owner %s".formatted(NAME, NAME));
      }
    } catch (SQLException e) {
      throw new LaunchFailure("The database cannot be made: " + e.getMessage(), e);
    }
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (var found = statement.executeQuery(query.formatted(NAME))) {
      return !found.next();
    }
  }

  DataSource asOwner() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + OWNER);
    source.setUser(OWNER);
    source.setPassword(ownerPassword);
    source.setConnectTimeout(2);
    return source;
  }
}
