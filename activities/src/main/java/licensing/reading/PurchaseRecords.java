package licensing.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.buyer.OrganizationId;
import licensing.license.License;
import licensing.payment.AttemptState;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseProgress;
import licensing.purchase.status.PurchaseState;
import licensing.purchase.status.PurchaseStep;
import licensing.purchase.status.StatusSummary;
import org.jspecify.annotations.Nullable;

/** What is recorded of purchases, open and ended. */
public interface PurchaseRecords {

  /** Empty for one that never was, and for another organization's. */
  Optional<PurchaseRecord> of(PurchaseId purchase, OrganizationId organization);

  /** Not ended; the newest first, and of very many only those. */
  List<PurchaseRecord> open(OrganizationId organization);

  /** Ended, however; by the time they were subscribed to, at most that many. */
  Excerpt<PurchaseRecord> past(OrganizationId organization, Stretch part, int size);

  /** For support staff only: whatever organization it is of. */
  Optional<PurchaseRecord> forSupport(PurchaseId purchase);

  /**
   * A purchase as it is recorded.
   *
   * @param organizationName of its buyer
   * @param boughtBy login name of its buyer
   * @param attentionReason why a person should look, in words for support staff
   * @param abandoned whether no license will come of it, whatever was paid
   * @param license once there is one
   * @param endedAt once it ended
   * @param suspendedAt when the license ceased to work, null where it never did
   * @param declined whether the reason in the progress is a refusal of the card, in the platform's
   *     words; else it says why nothing was charged
   */
  record PurchaseRecord(
      Subscription subscription,
      String organizationName,
      String boughtBy,
      PurchaseProgress progress,
      @Nullable String attentionReason,
      boolean abandoned,
      @Nullable License license,
      @Nullable Instant endedAt,
      @Nullable Instant suspendedAt,
      boolean declined) {

    /** Where it is and what happens next, as far as the record knows. */
    public StatusSummary summary() {
      return StatusSummary.of(
          new PurchaseState(
              progress.step(),
              progress.payment(),
              progress.attention() != null || isPaying(progress.payment()),
              license != null,
              abandoned,
              suspendedAt != null,
              progress.attention(),
              progress.outcome(),
              isWaitedFor(progress.step()) ? subscription.payBefore() : null));
    }

    private static boolean isPaying(@Nullable AttemptState payment) {
      return payment != null && payment.isUnderWay();
    }

    private static boolean isWaitedFor(PurchaseStep step) {
      return step == PurchaseStep.CONFIRM_REDIRECT || step == PurchaseStep.AWAIT_PAYMENT;
    }

    public Place place() {
      return new Place(subscription.subscribedAt(), subscription.purchase());
    }
  }
}
