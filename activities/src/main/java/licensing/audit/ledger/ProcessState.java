package licensing.audit.ledger;

import java.time.Instant;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/**
 * A purchase's workflow as Temporal has it.
 *
 * @param outcome label of the search attribute, null before the end
 * @param endedAt in whichever way; null while it runs
 */
record ProcessState(
    PurchaseId purchase, Life life, @Nullable String outcome, @Nullable Instant endedAt) {

  /** Whether it goes on. */
  enum Life {
    RUNNING,
    COMPLETED,
    /** Terminated, failed or timed out: somebody ended it in another way than its own. */
    BROKEN_OFF
  }
}
