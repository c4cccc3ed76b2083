package licensing.purchase;

import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import licensing.payment.PaymentAttempt;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happened to a purchase into the records that pages are read from, and announces each
 * change in the same transaction. Everything may run any number of times with one effect. What can
 * never be written, since it speaks of somebody who is no longer there, fails for good.
 */
@ActivityInterface(namePrefix = "Purchases.")
public interface Purchases {

  /** Type of the failure of what can never be written; it is not retried. */
  String CANNOT_BE_RECORDED = "CannotBeRecorded";

  /** Type of the failure of what the buyer's organization does not allow; it is not retried. */
  String NOT_ALLOWED_TO_BUY = "NotAllowedToBuy";

  /**
   * Stores consent and price: the purchase exists for the buyer from here on. Fails for good where
   * the buyer may not buy, or not for so much; what is recorded already is not asked again.
   *
   * @return how the purchase had ended before, as after a reset of its workflow; null if it is open
   */
  PurchaseOutcome.@Nullable Kind recordSubscription(Subscription subscription);

  /**
   * Opens an attempt: its payment page may hand in a payment. Never reopens one.
   *
   * @param payBefore until when it may be paid, if that is later than what was recorded; null where
   *     that stays
   * @return how the purchase had ended before, in which case none is opened; null if it is open
   */
  PurchaseOutcome.@Nullable Kind openAttempt(PaymentAttempt attempt, @Nullable Instant payBefore);

  /**
   * Ends an attempt that nothing was sent to the platform for. One that was never opened counts as
   * ended.
   *
   * @param neverTaken whether an attempt with a payment handed in is closed as well, since the
   *     platform provably never took it
   */
  AttemptClosing closeAttempt(PaymentAttempt attempt, boolean neverTaken);

  /**
   * Records how the purchase ended. The first end stays; that of a licensed purchase is recorded
   * with its capture, in one transaction.
   *
   * @return the first end where that was another one; else null
   */
  PurchaseOutcome.@Nullable Kind end(PurchaseId purchase, PurchaseOutcome outcome);

  /**
   * Says that a person should look, or no longer needs to. Lost money, and what the platform is
   * known to have reported, stay said whatever else comes right.
   *
   * @param sequence counts what the process says: what was said before the newest is not heard
   * @param attention null when nobody needs to look any more
   * @param why in words for support staff
   */
  void noteAttention(PurchaseId purchase, long sequence, @Nullable Attention attention, String why);

  /**
   * Adds what a support person asks for to the audit, where the version they saw is still the
   * newest, and who they are has the role of support. The same command of the same person on the
   * same version is one command. A decision about money is taken, where the settings ask for a
   * second person, only if somebody else has proposed the very same, since the latest attempt was
   * opened and since it was done last, within a day, and has the role still. Nobody decides about
   * the money of a purchase of their own, nor, where a second person is asked for, of their
   * organization. What follows in the records follows with the note: a later deadline, that what
   * asked for a person is settled, that a suspended license works again, or that one whose money
   * went back works no more.
   *
   * @return what speaks against it; null where it is noted
   */
  @Nullable Rejection recordSupport(PurchaseId purchase, SupportCommand command);

  /** Which of the two that raced for an attempt's row came first. */
  enum AttemptClosing {
    CLOSED,
    /** A payment was handed in first: go on as if it had been reported. */
    PAYMENT_SUBMITTED
  }
}
