package licensing.local.storm.judge;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import licensing.local.LaunchFailure;

/** All that stands in PostgreSQL, whatever it means. */
record EveryRow(DataSource database) {

  /** Tells each row of each table as text; words within bytes are legible in it. */
  void read(BiConsumer<String, String> text) {
    try (Connection connection = database.getConnection()) {
      showBytes(connection);
      for (String table : tables(connection)) {
        read(connection, table, text);
      }
    } catch (SQLException e) {
      throw new LaunchFailure("The tables cannot be read: " + e.getMessage(), e);
    }
  }

  private static void read(Connection connection, String table, BiConsumer<String, String> text)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select t::text from \"%s\" t".formatted(table))) {
      while (rows.next()) {
        text.accept("table " + table, rows.getString(1));
      }
    }
  }

  /** As text, where they are letters: by default they come as digits, in which no word is found. */
  private static void showBytes(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set bytea_output = 'escape'");
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select tablename from pg_tables where schemaname = current_schema()")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }
}
