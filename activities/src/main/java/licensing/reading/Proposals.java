package licensing.reading;

import java.time.Instant;
import java.util.Optional;
import licensing.purchase.PurchaseAction;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** What one support person has proposed, for another one to do. For support staff only. */
public interface Proposals {

  /** The latest that stands: of the present attempt to pay, and not done since. */
  Optional<Proposed> of(PurchaseId purchase);

  /**
   * An action that waits for a second person.
   *
   * @param reference of the payment that it names, null where it names none
   * @param operator who proposes it
   * @param reason in their words
   */
  record Proposed(
      PurchaseAction action,
      @Nullable String reference,
      String operator,
      String reason,
      Instant since) {}
}
