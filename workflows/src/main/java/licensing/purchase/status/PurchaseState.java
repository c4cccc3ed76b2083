package licensing.purchase.status;

import static licensing.purchase.message.Refusal.*;

import java.time.Instant;
import licensing.payment.AttemptState;
import licensing.purchase.message.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a purchase, by the process that runs it or by its record.
 *
 * @param payment state of the latest payment attempt, null before the first
 * @param waiting whether something may have failed that waits for its next turn
 * @param delivered whether a license was activated, which is non-revocable
 * @param abandoned whether none ever will be
 * @param suspended whether the license ceased to work
 * @param attention why a person should look, null when nobody needs to
 * @param outcome how it ended, null while it is open
 * @param deadline until when the buyer may pay, null where nobody is waited for
 */
public record PurchaseState(
    PurchaseStep step,
    @Nullable AttemptState payment,
    boolean waiting,
    boolean delivered,
    boolean abandoned,
    boolean suspended,
    @Nullable Attention attention,
    PurchaseOutcome.@Nullable Kind outcome,
    @Nullable Instant deadline) {

  public boolean isOpen() {
    return step != PurchaseStep.ENDED;
  }

  /** Why support may not do that now; null where they may. */
  public @Nullable Refusal against(PurchaseAction action) {
    return isOpen() ? whileOpen(action) : afterTheEnd(action);
  }

  private @Nullable Refusal whileOpen(PurchaseAction action) {
    return switch (action) {
      case RETRY_NOW -> waiting ? null : NOTHING_TO_RETRY;
      case RECHECK_NOW -> isUnknown() ? null : NOTHING_TO_RECHECK;
      case RESOLVE_UNKNOWN -> isUnknown() ? null : NOTHING_UNKNOWN;
      case GIVE_BACK_AND_END -> againstGivingBack();
      case EXTEND_DEADLINE -> deadline == null ? NO_DEADLINE : null;
      case ANNOTATE -> null;
      case MARK_AS_SETTLED -> NOTHING_TO_SETTLE;
    };
  }

  /** What came late may have to be given back, and what was paid may be taken back. */
  private @Nullable Refusal afterTheEnd(PurchaseAction action) {
    boolean lasting = attention != null && attention.isLasting();
    return switch (action) {
      case RETRY_NOW -> waiting && !lasting ? null : ENDED;
      case ANNOTATE -> null;
      case MARK_AS_SETTLED -> lasting ? null : NOTHING_TO_SETTLE;
      case RECHECK_NOW, RESOLVE_UNKNOWN, GIVE_BACK_AND_END, EXTEND_DEADLINE -> ENDED;
    };
  }

  private @Nullable Refusal againstGivingBack() {
    if (delivered) {
      return LICENSE_DELIVERED;
    }
    if (isUnknown()) {
      return PAYMENT_UNDER_WAY;
    }
    if (step != PurchaseStep.ACTIVATE_LICENSE) {
      return NOTHING_HELD;
    }
    return abandoned ? GOING_BACK : null;
  }

  private boolean isUnknown() {
    return payment != null && payment.isUnsettled();
  }
}
