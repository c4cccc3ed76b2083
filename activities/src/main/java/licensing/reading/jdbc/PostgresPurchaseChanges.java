package licensing.reading.jdbc;

import java.util.function.Consumer;
import javax.sql.DataSource;
import licensing.bulk.BulkId;
import licensing.purchase.PurchaseId;
import licensing.reading.PurchaseChanges;

/** Listens on connections of its own, since a pooled one would be lent for ever. */
final class PostgresPurchaseChanges implements PurchaseChanges {

  private final DataSource unpooled;

  PostgresPurchaseChanges(DataSource unpooled) {
    this.unpooled = unpooled;
  }

  @Override
  public Listening listen(Consumer<PurchaseId> changed, Consumer<BulkId> moved, Runnable missed) {
    ChangeListener listener = new ChangeListener(unpooled, changed, moved, missed);
    Thread.ofVirtual().name("purchase-changes").start(listener);
    return listener;
  }
}
