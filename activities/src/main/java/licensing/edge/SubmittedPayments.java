package licensing.edge;

import java.util.List;
import licensing.buyer.Buyer;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** Payments that buyers handed in on the payment page, until the process took them over. */
public interface SubmittedPayments {

  /**
   * Keeps a payment for an attempt, if it is the first one: one compare-and-set on the attempt's
   * row decides. What is dropped is not stored.
   *
   * @param secret what the platform's form gave; stored encrypted, apart from the evidence
   * @param device what the platform's form says of the browser, for its fraud checks
   */
  Answer handIn(PurchaseId purchase, int attempt, String secret, @Nullable String device);

  /** Takes payments whose report Temporal has not acknowledged; no other caller gets them soon. */
  List<Unreported> claimUnreported(int limit);

  /** Notes that Temporal acknowledged the report. */
  void reported(PurchaseId purchase, int attempt);

  /** What became of handing in. */
  enum Answer {
    KEPT,
    /** An earlier payment of this attempt is being processed. */
    ALREADY_BEING_PROCESSED,
    /** The attempt, or the whole purchase, is over. */
    NO_LONGER_OPEN
  }

  /** A payment to report to its purchase. */
  record Unreported(PurchaseId purchase, Buyer buyer, int attempt) {}
}
