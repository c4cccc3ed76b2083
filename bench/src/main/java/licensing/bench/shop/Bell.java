package licensing.bench.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Wakes whoever waits for a purchase when the database says that it changed, as open pages do. */
public final class Bell implements AutoCloseable {

  private static final int LISTENS_MS = 500;

  private final Connection connection;
  private final Map<UUID, Rings> waiting = new ConcurrentHashMap<>();
  private final Thread listener;
  private volatile boolean closed;

  /**
   * @param database of which one connection is kept
   */
  public Bell(DataSource database) throws SQLException {
    connection = database.getConnection();
    try (var listen = connection.createStatement()) {
      listen.execute("listen " + Shop.CHANGED);
    }
    listener = Thread.ofPlatform().daemon().name("bell").start(this::listen);
  }

  /**
   * Returns once it holds.
   *
   * @param holds asked at first, and again whenever the purchase changed
   */
  public void await(UUID purchase, BooleanSupplier holds, Duration patience)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    Rings rings = waiting.computeIfAbsent(purchase, _ -> new Rings());
    try {
      for (int heard = rings.count(); !holds.getAsBoolean(); heard = rings.count()) {
        if (!rings.awaitOther(heard, deadline)) {
          throw new TimeoutException("Purchase " + purchase + " does not go on.");
        }
      }
    } finally {
      waiting.remove(purchase);
    }
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
        for (PGNotification changed : listening.getNotifications(LISTENS_MS)) {
          Rings rings = waiting.get(UUID.fromString(changed.getParameter()));
          if (rings != null) {
            rings.ring();
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database is not heard any more.", e);
    }
  }

  private static final class Rings {
    private int count;

    synchronized int count() {
      return count;
    }

    synchronized void ring() {
      count++;
      notifyAll();
    }

    /** Whether it rang before the deadline. */
    synchronized boolean awaitOther(int heard, long deadline) throws InterruptedException {
      while (count == heard) {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }
  }
}
