package licensing.reading;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import licensing.bulk.BulkId;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.PurchaseJournal;
import licensing.purchase.PurchaseId;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

/**
 * Announces that the record of a purchase, or of a bulk run, changed, to every instance that
 * listens. Listens on connections of its own, since a pooled one would be lent for ever.
 */
@Component
public final class PurchaseChanges {

  private final SimpleDriverDataSource unpooled = new SimpleDriverDataSource();

  PurchaseChanges(JdbcConnectionDetails database) {
    unpooled.setDriver(new Driver());
    unpooled.setUrl(database.getJdbcUrl());
    unpooled.setUsername(database.getUsername());
    unpooled.setPassword(database.getPassword());
  }

  /**
   * Calls back on a thread of its own for every change from now on, until the listener is closed;
   * of a purchase with its buyer's organization, too. Whenever listening begins, and begins again
   * after a lost connection, it calls {@code missed}, since changes before were not heard.
   */
  public ChangeListener listen(
      Consumer<PurchaseId> changed,
      Consumer<OrganizationId> bought,
      Consumer<BulkId> moved,
      Runnable missed) {
    ChangeListener listener = new ChangeListener(unpooled, changed, bought, moved, missed);
    Thread.ofVirtual().name("purchase-changes").start(listener);
    return listener;
  }

  /** Hears of changes on one connection after the other, until it is closed. */
  public static final class ChangeListener implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

    /** How long a connection may be silent before it is asked whether it still lives. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Duration BEFORE_RECONNECT = Duration.ofMillis(500);

    private final DataSource database;
    private final Consumer<PurchaseId> changed;
    private final Consumer<OrganizationId> bought;
    private final Consumer<BulkId> moved;
    private final Runnable missed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean heardBefore = true;

    ChangeListener(
        DataSource database,
        Consumer<PurchaseId> changed,
        Consumer<OrganizationId> bought,
        Consumer<BulkId> moved,
        Runnable missed) {
      this.database = database;
      this.changed = changed;
      this.bought = bought;
      this.moved = moved;
      this.missed = missed;
    }

    @Override
    public void run() {
      while (!isClosed(Duration.ZERO)) {
        try (Connection connection = database.getConnection()) {
          hear(connection);
        } catch (SQLException e) {
          reportLoss(e);
          isClosed(BEFORE_RECONNECT);
        }
      }
    }

    /** Ends the calls. */
    @Override
    public void close() {
      closed.countDown();
    }

    private void hear(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("listen " + BulkRuns.CHANNEL);
        statement.execute("listen " + PurchaseJournal.ORGANIZATIONS);
        statement.execute("listen " + PurchaseJournal.CHANNEL);
      }
      heardBefore = true;
      call(missed);
      PGConnection notifications = connection.unwrap(PGConnection.class);
      while (!isClosed(Duration.ZERO)) {
        PGNotification[] heard = notifications.getNotifications((int) SILENCE.toMillis());
        for (PGNotification notification : heard) {
          call(() -> tell(notification));
        }
        if (heard.length == 0 && !connection.isValid((int) SILENCE.toSeconds())) {
          throw new SQLException("the connection that listens is dead");
        }
      }
    }

    private void tell(PGNotification notification) {
      String about = notification.getParameter();
      switch (notification.getName()) {
        case BulkRuns.CHANNEL -> moved.accept(new BulkId(about));
        case PurchaseJournal.ORGANIZATIONS ->
            bought.accept(new OrganizationId(UUID.fromString(about)));
        default -> changed.accept(PurchaseId.of(about));
      }
    }

    /** A listener that fails must not end the listening. */
    private void call(Runnable listener) {
      if (isClosed(Duration.ZERO)) {
        return;
      }
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.warn("A change of a purchase could not be passed on", e);
      }
    }

    /** Once for each loss: while the database is away, every try fails alike. */
    private void reportLoss(SQLException e) {
      if (heardBefore) {
        LOG.warn(
            "Changes of purchases are not heard until the database is back: {}", e.getMessage());
      }
      heardBefore = false;
    }

    private boolean isClosed(Duration waiting) {
      try {
        return closed.await(waiting.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
  }
}
