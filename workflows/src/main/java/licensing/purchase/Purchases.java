package licensing.purchase;

import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import licensing.payment.PaymentAttempt;
import licensing.purchase.message.MoneyMove;
import licensing.purchase.message.Objection;
import licensing.purchase.message.Proposal;
import licensing.purchase.message.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happened to a purchase into the records that pages are read from, and announces each
 * change in the same transaction. Everything may run any number of times with one effect.
 */
@ActivityInterface(namePrefix = "Purchases.")
public interface Purchases {

  /**
   * Stores consent and price: the purchase exists for the buyer from here on.
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
   * Ends an attempt that nothing was sent to the platform for.
   *
   * @param neverTaken whether an attempt with a payment handed in is closed as well, since the
   *     platform provably never took it
   */
  AttemptClosing closeAttempt(PaymentAttempt attempt, boolean neverTaken);

  /**
   * Records how the purchase ended. The first end stays.
   *
   * @return the first end where that was another one; else null
   */
  PurchaseOutcome.@Nullable Kind end(PurchaseId purchase, PurchaseOutcome outcome);

  /**
   * Says that a person should look, or no longer needs to. Lost money, and what the platform is
   * known to have reported, stay said whatever else comes right.
   *
   * @param attention null when nobody needs to look any more
   * @param why in words for support staff
   */
  void noteAttention(PurchaseId purchase, @Nullable Attention attention, String why);

  /**
   * Adds a support person's action to the audit, where the version they saw is still the newest.
   * The same action of the same person on the same version is one action.
   *
   * @return what came in between, in words; null where it is noted
   */
  @Nullable String recordSupportAction(PurchaseId purchase, String action, SupportRequest request);

  /** The same for a proposal: noted as what is proposed, for another person to do. */
  @Nullable String recordProposal(PurchaseId purchase, Proposal proposal);

  /**
   * The same for an action that decides about money. Where the settings ask for a second person, it
   * is taken only if somebody else has proposed the very same, since the latest attempt was opened
   * and since it was done last.
   *
   * @return what speaks against it; null where it is noted
   */
  @Nullable Objection recordMoneyMove(PurchaseId purchase, MoneyMove move, SupportRequest request);

  /**
   * The same, where the action is that a person settled what they were asked to look at: nobody
   * needs to look any more. What the platform reports anew asks anew.
   */
  @Nullable String recordSettled(PurchaseId purchase, SupportRequest request);

  /** Leaves the buyer more time: no page calls the purchase lapsed before. Never less. */
  void extendDeadline(PurchaseId purchase, Instant payBefore);

  /** Which of the two that raced for an attempt's row came first. */
  enum AttemptClosing {
    CLOSED,
    /** A payment was handed in first: go on as if it had been reported. */
    PAYMENT_SUBMITTED
  }
}
