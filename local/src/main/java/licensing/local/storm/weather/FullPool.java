package licensing.local.storm.weather;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Fills every connection pool: whoever asks for a purchase waits for a lock, and keeps others
 * waiting.
 */
record FullPool(DataSource database) {

  /** Whether it came to that: not while the database is away, or somebody is in the way. */
  boolean hold(Duration time) throws InterruptedException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local lock_timeout = '3s'");
      statement.execute("lock table purchases in access exclusive mode");
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
      connection.rollback();
      return true;
    } catch (SQLException databaseAway) {
      // Worse things are going on there.
      return false;
    }
  }
}
