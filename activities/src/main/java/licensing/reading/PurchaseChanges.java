package licensing.reading;

import java.util.function.Consumer;
import licensing.bulk.BulkId;
import licensing.purchase.PurchaseId;
import org.postgresql.Driver;
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
   * Calls back on a thread of its own for every change from now on, until the listener is closed.
   * Whenever listening begins, and begins again after a lost connection, it calls {@code missed},
   * since changes before were not heard.
   */
  public ChangeListener listen(
      Consumer<PurchaseId> changed, Consumer<BulkId> moved, Runnable missed) {
    ChangeListener listener = new ChangeListener(unpooled, changed, moved, missed);
    Thread.ofVirtual().name("purchase-changes").start(listener);
    return listener;
  }
}
