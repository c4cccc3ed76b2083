package licensing.purchase;

import static licensing.purchase.PurchaseStep.AWAIT_PAYMENT;
import static licensing.purchase.PurchaseStep.CONFIRM_REDIRECT;
import static licensing.purchase.Refusal.ENDED;
import static licensing.purchase.Refusal.PAYMENT_UNDER_WAY;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import licensing.payment.AttemptState;
import licensing.payment.Authorization;
import licensing.payment.AuthorizationResult;
import licensing.payment.AuthorizationResult.Authorized;
import licensing.payment.AuthorizationResult.NotCharged;
import licensing.payment.AuthorizationResult.NotFound;
import licensing.payment.AuthorizationResult.NotTaken;
import licensing.payment.AuthorizationResult.Unknown;
import licensing.payment.PaymentAttempt;
import licensing.payment.Resolution;
import licensing.purchase.PurchaseOutcome.Lapsed;
import licensing.purchase.PurchaseOutcome.Withdrawn;
import licensing.purchase.Purchases.AttemptClosing;
import org.jspecify.annotations.Nullable;

/** From the first payment attempt to money that is held, or to an end without any. */
final class Paying {

  private final Waits waits;
  private final Story story;
  private final Records records;
  private final Authorizing authorizing;
  // Opening and closing attempts await the database: whoever comes meanwhile must see the result.
  private final WorkflowLock oneAtATime = Workflow.newWorkflowLock();
  private final List<PaymentAttempt> unanswered = new ArrayList<>();

  private @Nullable Deadline deadline;
  private @Nullable PaymentAttempt attempt;
  private int submittedAttempt;
  private boolean withdrawn;
  private boolean over;

  Paying(Waits waits, Story story, Records records, Patience patience) {
    this.waits = waits;
    this.story = story;
    this.records = records;
    this.authorizing = new Authorizing(waits, story, records, patience);
  }

  /** What the step ends with. */
  sealed interface Payment {
    record Paid(PaymentAttempt attempt, Authorization authorization) implements Payment {}

    record Unpaid(PurchaseOutcome outcome) implements Payment {}
  }

  void leaveTimeUntil(Instant payBefore) {
    deadline = new Deadline(Duration.between(Deadline.now(), payBefore), "deadline of the payment");
  }

  /** Waits until the buyer decides to pay or not to. */
  void untilOpened() {
    running().leavesTimeFor(() -> isOpened() || withdrawn || records.hadEnded());
  }

  /** Until when the buyer may pay; null where nobody is waited for. */
  @Nullable Instant deadline() {
    return deadline == null || over ? null : deadline.end();
  }

  void extendTo(Instant later) {
    running().extendTo(later);
    story.tell();
  }

  /** Of the latest attempt, null before the first. */
  @Nullable AttemptState state() {
    if (attempt == null) {
      return null;
    }
    if (isSubmitted() && !withdrawn) {
      return authorizing.isUnknown() ? AttemptState.UNKNOWN : AttemptState.SUBMITTED;
    }
    return over || withdrawn ? AttemptState.CLOSED : AttemptState.OPEN;
  }

  /** Brings in what a person found out, and tells what is known from then on. */
  AuthorizationResult resolve(Resolution resolution) {
    return authorizing.resolve(resolution);
  }

  /** Opens the first attempt; however often it is asked, there is only one. */
  PaymentAttempt open(Subscription subscription) {
    oneAtATime.lock();
    try {
      Rules.refuseIf(over || withdrawn, ENDED, "the purchase has ended");
      if (attempt == null) {
        PaymentAttempt first = new PaymentAttempt(subscription.purchase(), 1, subscription.total());
        records.open(first, null);
        attempt = first;
      }
      return attempt;
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Withdraws, unless a payment was handed in first: the attempt's row decides. */
  void withdraw() {
    oneAtATime.lock();
    try {
      Rules.refuseIf(over && !withdrawn, ENDED, "the purchase has ended");
      Rules.refuseIf(!closesBeforePayment(), PAYMENT_UNDER_WAY, "a payment is being processed");
      withdrawn = true;
    } finally {
      oneAtATime.unlock();
    }
  }

  void submitted(int number) {
    if (attempt != null && attempt.number() == number) {
      submittedAttempt = number;
    }
  }

  boolean isOpened() {
    return attempt != null;
  }

  boolean isSubmitted() {
    return attempt != null && submittedAttempt == attempt.number();
  }

  /** What was closed without the platform's own answer, so that its money may yet appear. */
  List<PaymentAttempt> unanswered() {
    return unanswered;
  }

  /** Lets the buyer try cards until one is good, the deadline passes, or the buyer withdraws. */
  Payment untilPaid() {
    Deadline running = running();
    Payment payment = null;
    while (payment == null && isHandedIn(running)) {
      running.suspend();
      payment = concluded(running.end());
      if (payment == null) {
        running.resume(waits.payingAfterDecline());
        story.tell();
      }
    }
    over = true;
    return payment == null ? unpaid() : payment;
  }

  private @Nullable Payment concluded(Instant giveUpAt) {
    PaymentAttempt paying = current();
    return switch (authorizing.untilKnown(paying, giveUpAt)) {
      case Authorized(Authorization authorization) -> new Payment.Paid(paying, authorization);
      case AuthorizationResult.Declined(String reason) -> orAnotherCard(paying, reason);
      case NotCharged(String reason) -> orAnotherCard(paying, reason);
      case NotFound(String reason) -> {
        unanswered.add(paying);
        yield orAnotherCard(paying, reason);
      }
      case NotTaken notTaken -> neverTaken(paying);
      case Unknown unknown -> throw new IllegalStateException("still unknown: " + unknown);
    };
  }

  private @Nullable Payment orAnotherCard(PaymentAttempt paying, String reason) {
    if (paying.isLast()) {
      return new Payment.Unpaid(new PurchaseOutcome.Declined(reason));
    }
    oneAtATime.lock();
    try {
      attempt = paying.next();
      running().grant(waits.payingAfterDecline());
      records.open(attempt, running().end());
      story.at(
          AWAIT_PAYMENT,
          "attempt %d ended without money (%s); the buyer may try another card"
              .formatted(paying.number(), reason));
      return null;
    } finally {
      oneAtATime.unlock();
    }
  }

  /** Closed at the deadline, unless it came to be charging after all: then it is asked again. */
  private @Nullable Payment neverTaken(PaymentAttempt paying) {
    if (records.close(paying, true) != AttemptClosing.CLOSED) {
      return null;
    }
    unanswered.add(paying);
    return new Payment.Unpaid(new Lapsed(AWAIT_PAYMENT));
  }

  private boolean isHandedIn(Deadline running) {
    running.leavesTimeFor(() -> withdrawn || isSubmitted() || records.hadEnded());
    if (!withdrawn && isSubmitted()) {
      return true;
    }
    oneAtATime.lock();
    try {
      over = withdrawn || closesBeforePayment();
      return !over;
    } finally {
      oneAtATime.unlock();
    }
  }

  private Payment unpaid() {
    return new Payment.Unpaid(
        withdrawn ? new Withdrawn() : new Lapsed(isOpened() ? AWAIT_PAYMENT : CONFIRM_REDIRECT));
  }

  /** Whoever changes the attempt's row first wins: the payment page or this. */
  private boolean closesBeforePayment() {
    if (attempt == null || records.close(attempt, false) == AttemptClosing.CLOSED) {
      return true;
    }
    submittedAttempt = attempt.number();
    return false;
  }

  private Deadline running() {
    return Objects.requireNonNull(deadline, "the buyer was left time to pay");
  }

  private PaymentAttempt current() {
    return Objects.requireNonNull(attempt, "a payment was handed in for an attempt");
  }
}
