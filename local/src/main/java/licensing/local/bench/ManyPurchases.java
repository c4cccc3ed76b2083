package licensing.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** Fills a database, which makes the rows itself: many-purchases.sql says how. */
record ManyPurchases(DataSource database) {

  private static final int TO_AN_ORGANIZATION = 20;
  private static final List<String> TABLES =
      List.of("organizations", "users", "purchases", "consents", "payment_attempts", "licenses");

  void make(int purchases) throws IOException, SQLException {
    int organizations = Math.max(1, purchases / TO_AN_ORGANIZATION);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          script()
              .replace(":organizations", Integer.toString(organizations))
              .replace(":purchases", Integer.toString(purchases)));
      // As tables are after a while: counted, and their pages known to be visible to all.
      for (String table : TABLES) {
        statement.execute("vacuum analyze " + table);
      }
    }
  }

  private static String script() throws IOException {
    try (InputStream file = ManyPurchases.class.getResourceAsStream("many-purchases.sql")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
