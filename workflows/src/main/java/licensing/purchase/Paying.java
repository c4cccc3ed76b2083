package licensing.purchase;

import static licensing.purchase.status.PurchaseStep.AWAIT_PAYMENT;
import static licensing.purchase.status.PurchaseStep.CONFIRM_REDIRECT;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import licensing.payment.AttemptState;
import licensing.payment.Authorization;
import licensing.payment.AuthorizationResult;
import licensing.payment.AuthorizationResult.Authorized;
import licensing.payment.AuthorizationResult.NotCharged;
import licensing.payment.AuthorizationResult.NotFound;
import licensing.payment.AuthorizationResult.NotHandedIn;
import licensing.payment.AuthorizationResult.NotTaken;
import licensing.payment.AuthorizationResult.Unknown;
import licensing.payment.PaymentAttempt;
import licensing.payment.Resolution;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseOutcome.Withdrawn;
import org.jspecify.annotations.Nullable;

/** From the first payment attempt to money that is held, or to an end without any. */
final class Paying {

  private final Timeouts waits;
  private final Story story;
  private final Attempts attempts;
  private final Authorizing authorizing;

  private @Nullable Deadline deadline;

  Paying(Timeouts waits, Story story, Attempts attempts, Authorizing authorizing) {
    this.waits = waits;
    this.story = story;
    this.attempts = attempts;
    this.authorizing = authorizing;
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
    running().leavesTimeFor(() -> attempts.isOpened() || !attempts.isAwaited());
  }

  /** Until when the buyer may pay; null where nobody is waited for. */
  @Nullable Instant deadline() {
    return deadline == null || attempts.isOver() ? null : deadline.end();
  }

  void extendTo(Instant later) {
    running().extendTo(later);
    story.tell();
  }

  /** Of the latest attempt, null before the first. */
  @Nullable AttemptState state() {
    return attempts.state(authorizing.isUnknown());
  }

  /** Brings in what a person found out, and tells what is known from then on. */
  AuthorizationResult resolve(Resolution resolution) {
    return authorizing.resolve(resolution);
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
    attempts.end();
    return payment == null ? unpaid() : payment;
  }

  private boolean isHandedIn(Deadline running) {
    running.leavesTimeFor(() -> attempts.isSubmitted() || !attempts.isAwaited());
    boolean known = attempts.isSubmitted() && !attempts.isWithdrawn();
    return known || !attempts.endUnpaid();
  }

  /** Null where it may be tried again: with another card, or the same one. */
  private @Nullable Payment concluded(Instant giveUpAt) {
    PaymentAttempt paying = attempts.latest();
    int reports = attempts.reports();
    return switch (authorizing.untilKnown(paying, giveUpAt)) {
      case Authorized(Authorization authorization) -> new Payment.Paid(paying, authorization);
      case AuthorizationResult.Declined(String reason) -> orAnotherCard(paying, reason);
      case NotCharged(String reason) -> orAnotherCard(paying, reason);
      case NotFound(String reason) -> {
        attempts.wasNotFound(paying);
        yield orAnotherCard(paying, reason);
      }
      case NotHandedIn none -> {
        attempts.wasNotHandedIn(reports);
        yield null;
      }
      case NotTaken notTaken -> neverTaken(paying);
      case Unknown unknown -> throw new IllegalStateException("still unknown: " + unknown);
    };
  }

  private @Nullable Payment orAnotherCard(PaymentAttempt paying, String reason) {
    if (paying.isLast()) {
      return new Payment.Unpaid(new PurchaseOutcome.Declined(reason));
    }
    running().grant(waits.payingAfterDecline());
    attempts.openNext(paying, running().end());
    story.at(
        AWAIT_PAYMENT,
        "attempt %d ended without money (%s); the buyer may try another card"
            .formatted(paying.number(), reason));
    return null;
  }

  /** Closed at the deadline, unless it came to be charging after all: then it is asked again. */
  private @Nullable Payment neverTaken(PaymentAttempt paying) {
    return attempts.endNeverTaken(paying) ? new Payment.Unpaid(new Lapsed(AWAIT_PAYMENT)) : null;
  }

  private Payment unpaid() {
    return new Payment.Unpaid(
        attempts.isWithdrawn()
            ? new Withdrawn()
            : new Lapsed(attempts.isOpened() ? AWAIT_PAYMENT : CONFIRM_REDIRECT));
  }

  private Deadline running() {
    return Objects.requireNonNull(deadline, "the buyer was left time to pay");
  }
}
