package licensing.platform.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** Opens the file such that a commit outlives the process and the machine's power. */
final class Store {
  private Store() {}

  static Connection open(Path file) throws SQLException, IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(10_000);
    config.enforceForeignKeys(true);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      for (String table : schema().split(";\\s*")) {
        statement.execute(table);
      }
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
    return connection;
  }

  private static String schema() throws IOException {
    try (InputStream schema = Store.class.getResourceAsStream("/licensing/platform/ledger.sql")) {
      if (schema == null) {
        throw new IOException("ledger.sql is missing");
      }
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
