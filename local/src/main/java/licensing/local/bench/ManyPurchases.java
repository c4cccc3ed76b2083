package licensing.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** Fills a database, which makes the rows itself: the scripts beside this say how. */
public record ManyPurchases(DataSource database) {

  private static final int TO_AN_ORGANIZATION = 20;
  private static final int TRIES = 1_000;

  /** Hours. */
  private static final int BEFORE_WHAT_IS_AUDITED = 28;

  private static final List<String> TABLES =
      List.of("organizations", "users", "purchases", "consents", "payment_attempts", "licenses");

  /** Some of them open, or in need of a person. */
  void make(int purchases) throws IOException, SQLException {
    make(purchases, 1, 1);
  }

  /**
   * Ended ones with all that is kept of them beside: evidence, documents, mails and so on. The
   * youngest lies so far back that no audit compares it with Temporal, which knows none.
   *
   * @param waiting as many more, whose payment is waited for
   */
  public void makeWithRecords(int purchases, int waiting) throws IOException, SQLException {
    make(purchases, 0, BEFORE_WHAT_IS_AUDITED);
    run("many-records.sql", Map.of("waiting", waiting));
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum (analyze)");
    }
  }

  private void make(int purchases, int open, int youngest) throws IOException, SQLException {
    run(
        "many-purchases.sql",
        Map.of(
            "purchases",
            purchases,
            "organizations",
            share(purchases),
            "open",
            open,
            "youngest",
            youngest));
  }

  /**
   * Each a purchase's.
   *
   * @param large how many of them belong to the organization of "buyer"
   */
  void makeLicenses(int licenses, int large) throws IOException, SQLException {
    run(
        "many-licenses.sql",
        Map.of("licenses", licenses, "large", large, "organizations", share(licenses)));
  }

  private static int share(int purchases) {
    return Math.max(1, purchases / TO_AN_ORGANIZATION);
  }

  private void run(String script, Map<String, Integer> numbers) throws IOException, SQLException {
    String sql = text(script);
    for (Map.Entry<String, Integer> each : numbers.entrySet()) {
      sql = sql.replace(":" + each.getKey(), each.getValue().toString());
    }
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      for (String table : TABLES) {
        settle(table, statement);
      }
    }
  }

  /**
   * As tables are after a while: counted, and their pages known to be visible to all, which they
   * are not while somebody reads what was before.
   */
  private static void settle(String table, Statement statement) throws SQLException {
    for (int tries = 0; tries < TRIES; tries++) {
      statement.execute("vacuum analyze " + table);
      try (ResultSet rows =
          statement.executeQuery(
              "select relallvisible >= relpages from pg_class where relname = '%s'"
                  .formatted(table))) {
        rows.next();
        if (rows.getBoolean(1)) {
          return;
        }
      }
    }
    throw new SQLException(table + " is not visible to all");
  }

  private static String text(String script) throws IOException {
    try (InputStream file = ManyPurchases.class.getResourceAsStream(script)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
