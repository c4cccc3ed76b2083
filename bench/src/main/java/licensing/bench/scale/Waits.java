package licensing.bench.scale;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * What PostgreSQL's sessions do while they have work, looked at again and again until it is closed:
 * what they wait for, or that they wait for nothing.
 */
final class Waits implements AutoCloseable {

  /**
   * Whoever commits a transaction that told something waits for all others that do the same: for
   * the object 0 of the class of databases. Nothing else here locks objects.
   */
  static final String NOTIFY = "Lock: object";

  static final String WORKS = "none: works, or waits for a processor";

  private static final long EVERY_MS = 25;

  private static final String QUESTION =
      """
      select coalesce(wait_event_type || ': ' || wait_event, '%s'), coalesce(datname, ''), count(*)
      from pg_stat_activity
      where backend_type = 'client backend' and state = 'active' and pid <> pg_backend_pid()
      group by 1, 2
      """
          .formatted(WORKS);

  private final Connection connection;
  private final Thread sampler;
  private final Map<String, Long> seen = new TreeMap<>();
  private final Map<String, Long> working = new TreeMap<>();
  private volatile boolean closed;

  /**
   * @param database any of the server, as somebody who may see all sessions
   */
  Waits(DataSource database) throws SQLException {
    connection = database.getConnection();
    sampler = Thread.ofPlatform().daemon().name("waits").start(this::look);
  }

  /** Each share of what was seen; none where nobody had work. */
  synchronized Map<String, Double> shares() {
    return shares(seen);
  }

  /** Of those that worked, each database's share. */
  synchronized Map<String, Double> databases() {
    return shares(working);
  }

  private static Map<String, Double> shares(Map<String, Long> counts) {
    long all = counts.values().stream().mapToLong(count -> count).sum();
    Map<String, Double> shares = new TreeMap<>();
    counts.forEach((what, count) -> shares.put(what, (double) count / all));
    return shares;
  }

  @Override
  public void close() throws SQLException, InterruptedException {
    closed = true;
    sampler.join();
    connection.close();
  }

  private void look() {
    try (PreparedStatement question = connection.prepareStatement(QUESTION)) {
      while (!closed) {
        try (ResultSet row = question.executeQuery()) {
          while (row.next()) {
            add(row.getString(1), row.getString(2), row.getLong(3));
          }
        }
        TimeUnit.MILLISECONDS.sleep(EVERY_MS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL's sessions cannot be seen.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void add(String what, String database, long count) {
    seen.merge(what, count, Long::sum);
    if (what.equals(WORKS)) {
      working.merge(database, count, Long::sum);
    }
  }
}
