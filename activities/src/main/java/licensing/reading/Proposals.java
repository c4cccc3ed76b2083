package licensing.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseAction;
import org.jspecify.annotations.Nullable;

/** What one support person has proposed, for another one to do. For support staff only. */
public interface Proposals {

  /** The latest that stands: of the present attempt to pay, and not done since. */
  Optional<Proposed> of(PurchaseId purchase);

  /** Those of open purchases, the longest waiting first, at most that many. */
  List<Waiting> waiting(int size);

  /** A purchase of which something waits for a second person. */
  record Waiting(PurchaseId purchase, Proposed proposed) {}

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
