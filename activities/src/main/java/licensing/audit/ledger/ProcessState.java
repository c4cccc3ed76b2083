package licensing.audit.ledger;

import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/**
 * A purchase's workflow as Temporal has it.
 *
 * @param outcome label of the search attribute, null before the end
 */
public record ProcessState(PurchaseId purchase, Life life, @Nullable String outcome) {

  /** Whether it goes on. */
  public enum Life {
    RUNNING,
    COMPLETED,
    /**
     * Terminated, cancelled, failed or timed out: somebody ended it in another way than its own.
     */
    BROKEN_OFF
  }
}
