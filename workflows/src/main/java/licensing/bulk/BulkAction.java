package licensing.bulk;

import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportRequest;
import licensing.purchase.status.PurchaseAction;

/**
 * What many purchases may be asked at once: only what does no harm where it was not needed. The
 * names are stored in rows.
 */
public enum BulkAction {
  RETRY_NOW(PurchaseAction.RETRY_NOW),
  RECHECK_NOW(PurchaseAction.RECHECK_NOW);

  private final PurchaseAction action;

  BulkAction(PurchaseAction action) {
    this.action = action;
  }

  /** As it stands in the audit of support's actions. */
  public String words() {
    return action.words();
  }

  /** What each purchase is asked. */
  public SupportCommand command(SupportRequest request) {
    return switch (this) {
      case RETRY_NOW -> new SupportCommand.RetryNow(request);
      case RECHECK_NOW -> new SupportCommand.RecheckNow(request);
    };
  }
}
