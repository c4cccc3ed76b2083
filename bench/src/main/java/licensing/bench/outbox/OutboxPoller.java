package licensing.bench.outbox;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import licensing.bench.outbox.Outbox.Message;
import licensing.bench.shop.CardPayments;
import licensing.bench.shop.PeerProcess;
import licensing.bench.shop.Shop;
import licensing.bench.shop.Surroundings;
import org.postgresql.PGConnection;

/** The program that handles the outbox: woken by the database, and once a second in any case. */
public final class OutboxPoller {

  private static final Logger LOG = System.getLogger(OutboxPoller.class.getName());
  private static final int AT_ONCE = 20;
  private static final int POLL_MS = 1_000;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final StateMachine machine;
  private final Semaphore free = new Semaphore(AT_ONCE);

  private OutboxPoller(StateMachine machine) {
    this.machine = machine;
  }

  public static void main(String[] arguments) throws Exception {
    Surroundings surroundings = Surroundings.fromEnvironment();
    HikariDataSource database = surroundings.database();
    Thread.ofPlatform().daemon().name("poller").start(poller(surroundings, database));
    PeerProcess.serve("");
  }

  /** Polls until it is interrupted. */
  static Runnable poller(Surroundings surroundings, HikariDataSource database) {
    Shop shop = new Shop(database, new CardPayments(surroundings));
    OutboxPoller poller = new OutboxPoller(new StateMachine(shop, new Outbox(shop)));
    return () -> {
      try (Connection connection = database.getConnection()) {
        poller.poll(connection);
      } catch (SQLException e) {
        throw new IllegalStateException("the outbox is not to be had", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private void poll(Connection connection) throws SQLException, InterruptedException {
    try (var listen = connection.createStatement()) {
      listen.execute("listen " + Outbox.CHANNEL);
    }
    PGConnection wakes = connection.unwrap(PGConnection.class);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      while (!Thread.currentThread().isInterrupted()) {
        if (!claimAndHandle(threads)) {
          wakes.getNotifications(POLL_MS);
        }
      }
    }
  }

  /** Whether there may be more than was claimed. */
  private boolean claimAndHandle(ExecutorService threads) throws InterruptedException {
    free.acquire();
    int most = 1 + free.drainPermits();
    var claimed = machine.outbox().claim(most);
    free.release(most - claimed.size());
    claimed.forEach(message -> threads.execute(() -> handle(message)));
    return claimed.size() == most;
  }

  private void handle(Message message) {
    try {
      machine.handle(message);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "{0} of {1} failed: {2}", message.task(), message.purchase(), e);
      Duration wait = Duration.ofMillis(250L << Math.min(message.tries(), 5));
      machine.outbox().tryAgain(message, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    } finally {
      free.release();
    }
  }
}
