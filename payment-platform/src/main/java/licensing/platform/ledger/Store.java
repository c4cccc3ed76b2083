package licensing.platform.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Opens the file such that a commit outlives the process and the machine's power. */
final class Store {
  private static final int VERSION = 4;

  private Store() {}

  static Connection open(Path file) throws SQLException, IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(10_000);
    config.enforceForeignKeys(true);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      upgrade(connection);
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
    return connection;
  }

  /**
   * A ledger of an earlier version keeps its content: only what is missing is added, all of it or
   * nothing.
   */
  private static void upgrade(Connection connection) throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (int version = version(statement) + 1; version <= VERSION; version++) {
        for (String change : changes(version).split(";\\s*")) {
          statement.execute(change);
        }
        statement.execute("PRAGMA user_version = " + version);
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.getInt(1);
    }
  }

  private static String changes(int version) throws IOException {
    String name = "/licensing/platform/ledger-" + version + ".sql";
    try (InputStream changes = Store.class.getResourceAsStream(name)) {
      if (changes == null) {
        throw new IOException(name + " is missing");
      }
      return new String(changes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
