package licensing.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** What the database says of a purchase, for those who only watch. */
record PurchaseRows(Connection database) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Waits until its payment is captured; returns when that was seen, in nanoseconds. */
  long captured(UUID purchase) throws SQLException {
    return await(
        purchase,
        "select 1 from payment_attempts where purchase_id = ? and captured_at is not null");
  }

  /** Waits until its end is recorded. */
  long ended(UUID purchase) throws SQLException {
    return await(purchase, "select 1 from purchases where id = ? and ended_at is not null");
  }

  private long await(UUID purchase, String query) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (var statement = database.prepareStatement(query)) {
      statement.setObject(1, purchase);
      while (System.nanoTime() < deadline) {
        try (var row = statement.executeQuery()) {
          if (row.next()) {
            return System.nanoTime();
          }
        }
        Thread.onSpinWait();
      }
    }
    throw new LaunchFailure("Purchase " + purchase + " did not go on: " + query);
  }
}
