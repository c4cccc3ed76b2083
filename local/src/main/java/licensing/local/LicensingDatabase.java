package licensing.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of the licenses, with the role that owns it and those of the programs, which may do
 * what the migrations grant them. Made here as local/compose/roles.sh makes them for containers.
 *
 * @param port of the server on loopback
 * @param superuserPassword of the server
 * @param passwords of the roles; letters and digits
 */
record LicensingDatabase(int port, String superuserPassword, Map<String, String> passwords) {

  static final String SUPERUSER = "postgres";
  static final String OWNER = "licensing_owner";
  private static final String NAME = "licensing";

  static LicensingDatabase on(int port, Secrets secrets) {
    return new LicensingDatabase(
        port,
        secrets.get("DATABASE_OWNER_PASSWORD"),
        Map.of(
            OWNER,
            secrets.get("DATABASE_PASSWORD"),
            "licensing_worker",
            secrets.get("WORKER_DATABASE_PASSWORD"),
            "licensing_console",
            secrets.get("CONSOLE_DATABASE_PASSWORD")));
  }

  /** Throws while the server takes no connections. */
  void ping() throws SQLException {
    try (Connection connection = asSuperuser().getConnection()) {
      connection.isValid(2);
    }
  }

  /** Makes roles and database where they are missing. */
  void create() {
    try (Connection connection = asSuperuser().getConnection();
        Statement statement = connection.createStatement()) {
      // Before each program had a role of its own, the one of all of them owned the database.
      if (isRole(statement, NAME) && !isRole(statement, OWNER)) {
        statement.execute("alter role %s rename to %s".formatted(NAME, OWNER));
      }
      for (Map.Entry<String, String> role : passwords.entrySet()) {
        makeRole(statement, role.getKey(), role.getValue());
      }
      makeDatabase(statement, NAME, OWNER);
      statement.execute(
          "grant connect on database %s to licensing_worker, licensing_console".formatted(NAME));
    } catch (SQLException e) {
      throw new LaunchFailure("The database cannot be made: " + e.getMessage(), e);
    }
  }

  /** Or gives it that password. */
  static void makeRole(Statement statement, String name, String password) throws SQLException {
    if (!isRole(statement, name)) {
      statement.execute("create role %s login".formatted(name));
    }
    statement.execute("alter role %s password '%s'".formatted(name, password));
  }

  /** Where it is missing; nobody else may connect to it. */
  static void makeDatabase(Statement statement, String name, String owner) throws SQLException {
    if (!isThere(statement, "select from pg_database where datname = '%s'", name)) {
      statement.execute("create database %s owner %s".formatted(name, owner));
    }
    statement.execute("revoke all on database %s from public".formatted(name));
  }

  private static boolean isRole(Statement statement, String name) throws SQLException {
    return isThere(statement, "select from pg_roles where rolname = '%s'", name);
  }

  private static boolean isThere(Statement statement, String query, String name)
      throws SQLException {
    try (var found = statement.executeQuery(query.formatted(name))) {
      return found.next();
    }
  }

  DataSource asSuperuser() {
    return asSuperuser(SUPERUSER);
  }

  DataSource asSuperuser(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
    source.setUser(SUPERUSER);
    source.setPassword(superuserPassword);
    source.setConnectTimeout(2);
    return source;
  }
}
