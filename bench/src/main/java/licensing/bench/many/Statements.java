package licensing.bench.many;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import licensing.local.LocalStack;

/**
 * What PostgreSQL did for the product since it was told to count.
 *
 * @param byText of each statement, as it is without its parameters
 */
record Statements(Map<String, Cost> byText) {

  private static final int LONGEST_TEXT = 150;

  /**
   * @param milliseconds of all of its calls
   */
  record Cost(long calls, double milliseconds) {

    static final Cost NONE = new Cost(0, 0);

    double mean() {
      return calls == 0 ? 0 : milliseconds / calls;
    }
  }

  /** Counts from now on; the server must have the library. */
  static void count(LocalStack stack) throws SQLException {
    try (var connection = stack.databaseAsSuperuser("licensing").getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create extension if not exists pg_stat_statements");
      statement.execute("select pg_stat_statements_reset()");
    }
  }

  static Statements of(LocalStack stack) throws SQLException {
    Map<String, Cost> byText = new HashMap<>();
    try (var connection = stack.databaseAsSuperuser("licensing").getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select query, sum(calls), sum(total_exec_time) from pg_stat_statements
                where dbid = (select oid from pg_database where datname = current_database())
                group by query
                """)) {
      while (row.next()) {
        byText.put(row.getString(1), new Cost(row.getLong(2), row.getDouble(3)));
      }
    }
    return new Statements(byText);
  }

  /** Those that take most longer than at the other one, a line each. */
  List<String> slowerThan(Statements other, int most) {
    Comparator<Map.Entry<String, Cost>> byExtra =
        Comparator.comparingDouble(each -> extra(each.getValue(), other.of(each.getKey())));
    return byText.entrySet().stream()
        .sorted(byExtra.reversed())
        .limit(most)
        .map(each -> line(each.getKey(), each.getValue(), other.of(each.getKey())))
        .toList();
  }

  private Cost of(String text) {
    return byText.getOrDefault(text, Cost.NONE);
  }

  private static double extra(Cost here, Cost there) {
    return here.milliseconds() - there.mean() * here.calls();
  }

  private static String line(String text, Cost here, Cost there) {
    String words = text.replaceAll("\\s+", " ").strip();
    return "%8d %9.3f %9.3f  %s"
        .formatted(
            here.calls(),
            there.mean(),
            here.mean(),
            words.length() > LONGEST_TEXT ? words.substring(0, LONGEST_TEXT) : words);
  }
}
