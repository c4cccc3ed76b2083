package licensing.purchase.status;

import static licensing.purchase.message.Refusal.ENDED;
import static licensing.purchase.message.Refusal.GOING_BACK;
import static licensing.purchase.message.Refusal.LICENSE_DELIVERED;
import static licensing.purchase.message.Refusal.NOTHING_HELD;
import static licensing.purchase.message.Refusal.NOTHING_TO_RECHECK;
import static licensing.purchase.message.Refusal.NOTHING_TO_RETRY;
import static licensing.purchase.message.Refusal.NOTHING_TO_SETTLE;
import static licensing.purchase.message.Refusal.NOTHING_TO_SUSPEND;
import static licensing.purchase.message.Refusal.NOTHING_UNKNOWN;
import static licensing.purchase.message.Refusal.NOT_SUSPENDED;
import static licensing.purchase.message.Refusal.NO_DEADLINE;
import static licensing.purchase.message.Refusal.PAYMENT_UNDER_WAY;

import java.time.Instant;
import licensing.payment.PaymentAttempt;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a purchase, by the process that runs it or by its record. Both fill in the same,
 * so that what a page offers is what the process takes.
 *
 * @param payment state of the latest payment attempt, null before the first
 * @param delivered whether a license was activated, which is non-revocable
 * @param abandoned whether none ever will be
 * @param suspended whether the license does not work now
 * @param moneyGone whether its money is known to have gone after it was delivered, or a part of it
 * @param trouble what fails and is tried again, null where nothing does
 * @param attention why a person should look: the trouble, or what lasts beyond it; null when nobody
 *     needs to
 * @param outcome how it ended, null while it is open
 * @param payBefore until when the buyer may pay, null before Subscribe Now
 */
public record PurchaseState(
    PurchaseStep step,
    PaymentAttempt.@Nullable State payment,
    boolean delivered,
    boolean abandoned,
    boolean suspended,
    boolean moneyGone,
    @Nullable Attention trouble,
    @Nullable Attention attention,
    PurchaseOutcome.@Nullable Kind outcome,
    @Nullable Instant payBefore) {

  public boolean isOpen() {
    return step != PurchaseStep.ENDED;
  }

  /** Until when the buyer may pay; null where nobody is waited for. */
  public @Nullable Instant deadline() {
    return switch (step) {
      case CONFIRM_REDIRECT, AWAIT_PAYMENT ->
          payment == PaymentAttempt.State.CLOSED || isDone(payment) ? null : payBefore;
      case PRESENT_TERMS, ACTIVATE_LICENSE, REDIRECT_HOME, ENDED -> null;
    };
  }

  private static boolean isDone(PaymentAttempt.@Nullable State payment) {
    return payment == PaymentAttempt.State.AUTHORIZED;
  }

  /** Why support may not do that now; null where they may. */
  public @Nullable Refusal against(SupportCommand.Action action) {
    return isOpen() ? whileOpen(action) : afterTheEnd(action);
  }

  private @Nullable Refusal whileOpen(SupportCommand.Action action) {
    return switch (action) {
      case RETRY_NOW -> isTriedAgain() ? null : NOTHING_TO_RETRY;
      case RECHECK_NOW -> isUnknown() ? null : NOTHING_TO_RECHECK;
      case RESOLVE_UNKNOWN -> isUnknown() ? null : NOTHING_UNKNOWN;
      case GIVE_BACK_AND_END -> againstGivingBack();
      case EXTEND_DEADLINE -> deadline() == null ? NO_DEADLINE : null;
      case ANNOTATE -> null;
      case MARK_AS_SETTLED -> NOTHING_TO_SETTLE;
      case REINSTATE -> NOT_SUSPENDED;
      case SUSPEND -> NOTHING_TO_SUSPEND;
    };
  }

  /** What came late may have to be given back, and what was paid may be taken back. */
  private @Nullable Refusal afterTheEnd(SupportCommand.Action action) {
    boolean lasting = attention != null && attention.isLasting();
    return switch (action) {
      case RETRY_NOW -> trouble != null ? null : ENDED;
      case ANNOTATE -> null;
      case MARK_AS_SETTLED -> lasting ? null : NOTHING_TO_SETTLE;
      case REINSTATE -> suspended ? null : NOT_SUSPENDED;
      case SUSPEND -> delivered && !suspended && moneyGone ? null : NOTHING_TO_SUSPEND;
      case RECHECK_NOW, RESOLVE_UNKNOWN, GIVE_BACK_AND_END, EXTEND_DEADLINE -> ENDED;
    };
  }

  private @Nullable Refusal againstGivingBack() {
    if (delivered) {
      return LICENSE_DELIVERED;
    }
    if (payment != null && StateGraph.mayHoldMoney(payment)) {
      return PAYMENT_UNDER_WAY;
    }
    if (step != PurchaseStep.ACTIVATE_LICENSE) {
      return NOTHING_HELD;
    }
    return abandoned ? GOING_BACK : null;
  }

  /** Whether something waits for its next try. */
  private boolean isTriedAgain() {
    return trouble != null || payment == PaymentAttempt.State.UNKNOWN;
  }

  /** Whether a request was sent, and nobody knows what became of it. */
  private boolean isUnknown() {
    return payment == PaymentAttempt.State.UNKNOWN
        || (payment == PaymentAttempt.State.CHARGING && trouble == Attention.PAYMENT_UNKNOWN);
  }

  /** Where a purchase is. What may follow what stands in {@link StateGraph#PURCHASE}. */
  public enum PurchaseStep implements StateGraph.State {
    PRESENT_TERMS("present terms"),
    CONFIRM_REDIRECT("confirm redirect"),
    AWAIT_PAYMENT("await payment"),
    ACTIVATE_LICENSE("activate license"),
    REDIRECT_HOME("redirect home"),
    ENDED("ended");

    private final String words;

    PurchaseStep(String words) {
      this.words = words;
    }

    /** As people read it. */
    public String words() {
      return words;
    }
  }
}
