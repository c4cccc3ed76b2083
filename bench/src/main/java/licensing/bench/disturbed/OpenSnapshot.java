package licensing.bench.disturbed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import licensing.local.LocalStack;
import licensing.local.buyer.Buyers;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that has read something and is forgotten: until it ends PostgreSQL removes no row
 * that it might still see, in no table.
 */
final class OpenSnapshot implements Disturbed.Disturbance {

  private static final int LISTED = 12;

  private final LocalStack stack;
  private final DataSource database;
  private final StringBuilder told = new StringBuilder();

  OpenSnapshot(LocalStack stack) {
    this.stack = stack;
    this.database = stack.databaseAsSuperuser(Disturbed.DATABASE);
  }

  @Override
  public void happen(long end) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      statement.execute("select count(*) from purchases");
      TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
      connection.rollback();
    }
  }

  @Override
  public AutoCloseable measuring(Met met) throws Exception {
    Map<String, Table> before = tables();
    Buyers people = stack.buyers();
    Pace pace = new Pace(database, people, met.pace);
    return () -> {
      pace.close();
      people.close();
      Map<String, Table> after = tables();
      met.grew(bytes(after) - bytes(before));
      tell(before, after);
    };
  }

  /** Table by table, of one phase after the other. */
  @Override
  public String told() {
    return told.toString();
  }

  /**
   * A table as it is.
   *
   * @param rows that are there, as the server estimates
   * @param dead rows that are there no more, and still have their place
   * @param changes rows that were inserted, updated and deleted
   * @param bytes indexes included
   */
  private record Table(long rows, long dead, long changes, long bytes) {

    /** Its rows as they are, and how much it changed and grew. */
    Table since(@Nullable Table before) {
      return before == null
          ? this
          : new Table(rows, dead, changes - before.changes, bytes - before.bytes);
    }
  }

  private Map<String, Table> tables() throws SQLException {
    Map<String, Table> tables = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select relname, n_live_tup, n_dead_tup, n_tup_ins + n_tup_upd + n_tup_del,
                  pg_total_relation_size(relid) from pg_stat_user_tables
                """)) {
      while (row.next()) {
        tables.put(
            row.getString(1),
            new Table(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
      }
    }
    return tables;
  }

  private static long bytes(Map<String, Table> tables) {
    return tables.values().stream().mapToLong(Table::bytes).sum();
  }

  /** Those that changed most. */
  private void tell(Map<String, Table> before, Map<String, Table> after) {
    told.append(
        "%n%-28s %8s %8s %8s %10s%n".formatted("table", "changed", "rows", "dead", "KiB more"));
    Map<String, Table> changed = new TreeMap<>();
    after.forEach((name, table) -> changed.put(name, table.since(before.get(name))));
    changed.entrySet().stream()
        .sorted(Comparator.comparing(each -> -each.getValue().changes()))
        .limit(LISTED)
        .forEach(each -> told.append(line(each.getKey(), each.getValue())));
  }

  private static String line(String name, Table table) {
    return "%-28s %8d %8d %8d %+10d%n"
        .formatted(name, table.changes(), table.rows(), table.dead(), table.bytes() >> 10);
  }
}
