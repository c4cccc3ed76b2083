package licensing.paymentevent;

import licensing.purchase.PurchaseId;
import licensing.purchase.Timeouts;

/**
 * Which purchase it is about, and how long to wait before the platform is asked again.
 *
 * @param bySupport whether an action of support comes with it, else a report of the platform
 */
public record PaymentEventsStart(PurchaseId purchase, Timeouts waits, boolean bySupport) {

  /** One at a time for each purchase. */
  public static String workflowId(PurchaseId purchase) {
    return "payment-events-" + purchase;
  }
}
