package licensing.bulk.desk;

import licensing.bulk.BulkAction;
import licensing.purchase.PurchaseId;
import licensing.purchase.message.SupportRequest;

/** Where purchases are asked for something: by their own processes, which check and record it. */
public interface PurchaseDesk {

  /**
   * Asks one purchase, and waits for some seconds at most.
   *
   * @param key the same key is the same question, however often it is asked and whatever else it
   *     says: it has one effect and one answer
   */
  Reply ask(PurchaseId purchase, BulkAction action, SupportRequest request, String key);
}
