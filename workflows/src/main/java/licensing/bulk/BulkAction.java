package licensing.bulk;

import licensing.purchase.status.PurchaseAction;

/**
 * What many purchases may be asked at once: only what does no harm where it was not needed. The
 * names are stored in rows.
 */
public enum BulkAction {
  RETRY_NOW(PurchaseAction.RETRY_NOW, "retryNow"),
  RECHECK_NOW(PurchaseAction.RECHECK_NOW, "recheckNow");

  private final PurchaseAction action;
  private final String update;

  BulkAction(PurchaseAction action, String update) {
    this.action = action;
    this.update = update;
  }

  /** As it stands in the audit of support's actions. */
  public String words() {
    return action.words();
  }

  /** The name of the update that asks a purchase. */
  public String update() {
    return update;
  }
}
