package licensing.bench.many;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import licensing.local.LocalStack;

/**
 * What lies in PostgreSQL.
 *
 * @param byTable bytes, with indexes and what is stored apart, by the name of the table
 */
record Stored(Map<String, Long> byTable) {

  /** As it lies, with all that only a vacuum would give back. */
  static Stored of(LocalStack stack, String database) throws SQLException {
    Map<String, Long> byTable = new TreeMap<>();
    try (var connection = stack.databaseAsSuperuser(database).getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select relname, pg_total_relation_size(oid) from pg_class
                where relkind = 'r' and relnamespace = 'public'::regnamespace
                """)) {
      while (row.next()) {
        byTable.put(row.getString(1), row.getLong(2));
      }
    }
    return new Stored(byTable);
  }

  /** Written anew without gaps. */
  static Stored packed(LocalStack stack, String database) throws SQLException {
    try (var connection = stack.databaseAsSuperuser(database).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("vacuum (full)");
    }
    return of(stack, database);
  }

  Stored since(Stored before) {
    Map<String, Long> grown = new TreeMap<>();
    byTable.forEach(
        (table, bytes) -> grown.put(table, bytes - before.byTable.getOrDefault(table, 0L)));
    return new Stored(grown);
  }

  long of(String table) {
    return byTable.getOrDefault(table, 0L);
  }

  long all() {
    return byTable.values().stream().mapToLong(bytes -> bytes).sum();
  }
}
