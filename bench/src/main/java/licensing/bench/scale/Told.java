package licensing.bench.scale;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Counts what a channel of PostgreSQL tells, as each console hears it, until it is closed. */
final class Told implements AutoCloseable {

  private static final int LISTENS_MS = 100;

  private final Connection connection;
  private final Thread listener;
  private final AtomicLong count = new AtomicLong();
  private volatile boolean closed;

  Told(DataSource database, String channel) throws SQLException {
    connection = database.getConnection();
    try (var listen = connection.createStatement()) {
      listen.execute("listen " + channel);
    }
    listener = Thread.ofPlatform().daemon().name("told").start(this::listen);
  }

  /** Until now. */
  long count() {
    return count.get();
  }

  @Override
  public void close() throws SQLException, InterruptedException {
    closed = true;
    listener.join();
    connection.close();
  }

  private void listen() {
    try {
      PGConnection listening = connection.unwrap(PGConnection.class);
      while (!closed) {
        count.addAndGet(listening.getNotifications(LISTENS_MS).length);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database is not heard any more.", e);
    }
  }
}
