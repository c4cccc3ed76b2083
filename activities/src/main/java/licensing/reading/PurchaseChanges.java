package licensing.reading;

import java.util.function.Consumer;
import licensing.bulk.BulkId;
import licensing.purchase.PurchaseId;

/**
 * Announces that the record of a purchase, or of a bulk run, changed, to every instance that
 * listens.
 */
public interface PurchaseChanges {

  /**
   * Calls back on a thread of its own for every change from now on. Whenever listening begins, and
   * begins again after a lost connection, it calls {@code missed}, since changes before were not
   * heard.
   */
  Listening listen(Consumer<PurchaseId> changed, Consumer<BulkId> moved, Runnable missed);

  /** Ends the calls. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
