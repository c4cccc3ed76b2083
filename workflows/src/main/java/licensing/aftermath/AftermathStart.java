package licensing.aftermath;

import licensing.purchase.PurchaseId;
import licensing.purchase.Waits;

/** Which purchase it is about, and how long to wait before the platform is asked again. */
public record AftermathStart(PurchaseId purchase, Waits waits) {

  /** One at a time for each purchase. */
  public static String workflowId(PurchaseId purchase) {
    return "aftermath-" + purchase;
  }
}
