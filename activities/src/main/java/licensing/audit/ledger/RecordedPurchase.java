package licensing.audit.ledger;

import java.time.Instant;
import java.util.List;
import licensing.audit.Finding;
import licensing.audit.FindingKind;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as PostgreSQL has it.
 *
 * @param outcome null while it is open
 * @param attention whether a person was asked to look
 * @param license whether one works: not where there is none, or a suspended one
 */
record RecordedPurchase(
    PurchaseId id,
    Instant payBefore,
    PurchaseOutcome.@Nullable Kind outcome,
    @Nullable Instant endedAt,
    boolean attention,
    boolean license,
    List<RecordedPayment> payments) {

  /** Since when its ledgers should agree. */
  Instant restsSince() {
    return endedAt == null ? payBefore : endedAt;
  }

  RecordedPurchase with(List<RecordedPayment> found) {
    return new RecordedPurchase(id, payBefore, outcome, endedAt, attention, license, found);
  }

  Finding finding(FindingKind kind, String subject, String disagreement) {
    return new Finding(kind, id.toString(), subject, disagreement, restsSince());
  }

  /**
   * What is recorded of one payment attempt.
   *
   * @param reference of the adopted authorization
   * @param authorizedAt when the platform authorized it
   */
  record RecordedPayment(
      PaymentAttempt attempt,
      @Nullable String reference,
      @Nullable Instant authorizedAt,
      boolean captured) {}
}
