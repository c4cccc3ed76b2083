package licensing.local;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * What the database says of purchases, for those who only watch: woken by the changes that the
 * database itself announces. To be used by one thread.
 */
public final class PurchaseRows implements AutoCloseable {

  private final Connection database;
  private final Duration patience;

  private PurchaseRows(Connection database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /**
   * @param patience after which what has not come is a {@link LaunchFailure}
   */
  public static PurchaseRows watch(DataSource database, Duration patience) {
    try {
      Connection connection = database.getConnection();
      try (var statement = connection.createStatement()) {
        statement.execute("listen purchase_changed");
      }
      return new PurchaseRows(connection, patience);
    } catch (SQLException e) {
      throw failure("The database cannot be watched", e);
    }
  }

  /** Waits until the money of an attempt is held. */
  public long authorized(UUID purchase) {
    return await(
        purchase,
        "select 1 from payment_attempts where purchase_id = ? and authorized_at is not null");
  }

  /** Waits until its payment is captured; returns when that was seen, in nanoseconds. */
  public long captured(UUID purchase) {
    return await(
        purchase,
        "select 1 from payment_attempts where purchase_id = ? and captured_at is not null");
  }

  /** Waits until its end is recorded. */
  public long ended(UUID purchase) {
    return await(purchase, "select 1 from purchases where id = ? and ended_at is not null");
  }

  /** Waits until a person is asked to look at it. */
  public long needsPerson(UUID purchase) {
    return await(purchase, "select 1 from purchases where id = ? and attention is not null");
  }

  /** Waits until a payment for it is kept, whoever takes it on. */
  public long handedIn(UUID purchase) {
    return await(purchase, "select 1 from submitted_payments where purchase_id = ?");
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      throw failure("The database is not let go", e);
    }
  }

  private long await(UUID purchase, String question) {
    long deadline = System.nanoTime() + patience.toNanos();
    try (var query = database.prepareStatement(question)) {
      query.setObject(1, purchase);
      do {
        try (var row = query.executeQuery()) {
          if (row.next()) {
            return System.nanoTime();
          }
        }
      } while (changes(purchase, deadline));
    } catch (SQLException e) {
      throw failure("Purchase " + purchase + " cannot be watched", e);
    }
    throw new LaunchFailure("Purchase " + purchase + " did not go on: " + question);
  }

  /** Whether it changed before the deadline. */
  private boolean changes(UUID purchase, long deadline) throws SQLException {
    PGConnection listening = database.unwrap(PGConnection.class);
    while (true) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      PGNotification[] heard = listening.getNotifications((int) left);
      if (Arrays.stream(heard).anyMatch(each -> each.getParameter().equals(purchase.toString()))) {
        return true;
      }
    }
  }

  private static LaunchFailure failure(String what, SQLException why) {
    return new LaunchFailure(what + ": " + why.getMessage(), why);
  }
}
