package licensing.purchase;

import static licensing.payment.PaymentAttempt.State.CHARGING;
import static licensing.payment.PaymentAttempt.State.CLOSED;
import static licensing.payment.PaymentAttempt.State.OPEN;
import static licensing.payment.PaymentAttempt.State.SUBMITTED;

import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import licensing.license.Licenses.ActivationResult;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Authorization;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.purchase.status.StateGraph;
import org.jspecify.annotations.Nullable;

/**
 * All that the process of one purchase knows. Its steps and the handlers of its messages read and
 * change this one object and know nothing of each other.
 */
final class ProcessState {

  final PurchaseStart start;

  /** What was subscribed to, from the accepted message on. */
  @Nullable Subscription subscription;

  /** Whether consent and price are recorded. */
  boolean subscribed;

  /** How it had ended before this run, as after a reset: what is recorded leads on to the end. */
  PurchaseOutcome.@Nullable Kind endedBefore;

  /** Of the payment: one timer from Continue on, suspended while money may be moving. */
  @Nullable Deadline deadline;

  /** The latest attempt, from before its row is opened. */
  @Nullable PaymentAttempt attempt;

  /** The newest attempt that a payment was reported for, heard of or not. */
  int reported;

  /** How often that was reported. */
  int reports;

  boolean withdrawn;

  /** Whether a request was sent, and nobody here knows what became of it. */
  boolean unknown;

  /** Closed without the platform's own answer, so that their money may yet appear. */
  final List<PaymentAttempt> unanswered = new ArrayList<>();

  /** The money that is held for it, or was. */
  @Nullable Authorization held;

  /** Why no license is tried for any more. */
  @Nullable String givenUp;

  /** Whether a license was delivered, or never will be: set once. */
  @Nullable ActivationResult delivery;

  @Nullable PurchaseOutcome outcome;

  /** How often somebody asked to try again at once. */
  int wakes;

  /** What fails and is tried again, and why it last failed. */
  @Nullable Attention trouble;

  /** What is said of it beyond the process's end. */
  @Nullable Attention lasting;

  @Nullable String whyLasting;

  /** What was said last, of either. */
  @Nullable String why;

  /** In particular, in a sentence. */
  @Nullable String known;

  private PurchaseStep step = PurchaseStep.PRESENT_TERMS;
  private PaymentAttempt.@Nullable State payment;

  ProcessState(PurchaseStart start) {
    this.start = start;
  }

  PurchaseStep step() {
    return step;
  }

  /**
   * @param known in particular, null where there is nothing to add
   */
  void enter(PurchaseStep entered, @Nullable String known) {
    step = StateGraph.PURCHASE.checked(step, entered);
    tell(known);
  }

  /** An end that was recorded before this run stays, wherever this run has come to. */
  void end(PurchaseOutcome ended) {
    if (!(ended instanceof PurchaseOutcome.EndedBefore)) {
      StateGraph.PURCHASE.checked(step, ended.kind());
    }
    outcome = ended;
    step = PurchaseStep.ENDED;
    tell(CurrentDetails.ending(ended, held));
  }

  /** From here on an attempt is there, whoever hears of it first. */
  PaymentAttempt open(PaymentAttempt opened) {
    attempt = opened;
    payment = OPEN;
    return opened;
  }

  /** Rows are seen at intervals: several transitions may lie between. */
  void paymentIs(PaymentAttempt.State now) {
    payment = StateGraph.ATTEMPT.checked(payment, now);
    unknown = false;
  }

  /** A report was believed, and is not so, unless it was repeated since. */
  void wasNotHandedIn(int heard) {
    payment = OPEN;
    unknown = false;
    if (reports == heard) {
      reported = 0;
    }
  }

  /** A report only: the attempt's row says whether it is true. */
  void paymentReported(int number) {
    reported = Math.max(reported, number);
    reports++;
  }

  boolean isReported() {
    return reported >= (attempt == null ? 1 : attempt.number());
  }

  /** Whether a payment may be under way, so that the purchase cannot be withdrawn. */
  boolean isUnderWay() {
    return isReported() || (payment != null && payment.isUnderWay());
  }

  /** Whether no payment is waited for any more. */
  boolean isOver() {
    return withdrawn
        || payment == CLOSED
        || payment == PaymentAttempt.State.AUTHORIZED
        || !isOpen();
  }

  boolean isOpen() {
    return step != PurchaseStep.ENDED;
  }

  Subscription subscription() {
    return Objects.requireNonNull(subscription, "the step comes after Subscribe Now");
  }

  PaymentAttempt attempt() {
    return Objects.requireNonNull(attempt, "an attempt was opened");
  }

  Deadline deadline() {
    return Objects.requireNonNull(deadline, "the buyer was left time to pay");
  }

  @Nullable Attention attention() {
    return lasting == null ? trouble : lasting;
  }

  /** The reason for that. */
  String attentionReason() {
    return String.valueOf(lasting == null ? why : whyLasting);
  }

  /** As the rows would say it. */
  PurchaseState snapshot() {
    return new PurchaseState(
        step,
        seenPayment(),
        delivery instanceof ActivationResult.Activated,
        givenUp != null,
        outcome instanceof PurchaseOutcome.Suspended,
        outcome instanceof PurchaseOutcome.Suspended,
        trouble,
        attention(),
        outcome == null ? null : outcome.kind(),
        deadline == null ? null : deadline.end());
  }

  private PaymentAttempt.@Nullable State seenPayment() {
    if (unknown) {
      return PaymentAttempt.State.UNKNOWN;
    }
    return payment == OPEN && isReported() && !withdrawn ? SUBMITTED : payment;
  }

  /** Whether the platform may be working on a request. */
  boolean isCharging() {
    return unknown || payment == CHARGING;
  }

  void tell(@Nullable String known) {
    this.known = known;
    tell();
  }

  void tell() {
    Workflow.setCurrentDetails(CurrentDetails.of(this));
  }
}
