package licensing.purchase;

import static licensing.purchase.message.Refusal.ENDED;
import static licensing.purchase.message.Refusal.NOTHING_UNKNOWN;
import static licensing.purchase.message.Refusal.NO_DEADLINE;
import static licensing.purchase.message.Refusal.PAYMENT_UNDER_WAY;
import static licensing.purchase.status.PurchaseState.PurchaseStep.AWAIT_PAYMENT;
import static licensing.purchase.status.PurchaseState.PurchaseStep.CONFIRM_REDIRECT;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.NotFound;
import licensing.payment.Payments.AuthorizationResult.NotHandedIn;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.Payments.Resolution;
import licensing.purchase.Purchases.AttemptClosing;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseOutcome.Withdrawn;
import org.jspecify.annotations.Nullable;

/**
 * From the first payment attempt to money that is held, or to an end without any: attempts one
 * after the other, each asked for until it is known what became of it. While that is not known,
 * nothing else may start.
 */
final class PaymentStep {

  private final ProcessState state;
  private final ActivityCalls calls;
  private final Timeouts waits;

  // Opening, closing and more time await the database: whoever comes meanwhile must see the result.
  private final WorkflowLock oneAtATime = Workflow.newWorkflowLock();

  private @Nullable Found found;

  PaymentStep(ProcessState state, ActivityCalls calls) {
    this.state = state;
    this.calls = calls;
    this.waits = state.start.waits();
  }

  /** What the step ends with. */
  sealed interface Payment {
    record Paid(PaymentAttempt attempt, Authorization authorization) implements Payment {}

    record Unpaid(PurchaseOutcome outcome) implements Payment {}
  }

  /** What a person says, and where the answer to it is waited for. */
  private record Found(Resolution resolution, CompletablePromise<AuthorizationResult> answer) {}

  // --- what buyers and support ask for, while the step waits or works

  /** Opens the first attempt; however often it is asked, there is only one. */
  PaymentAttempt openFirst() {
    return alone(
        () -> {
          ENDED.when(state.isOver(), "the purchase has ended");
          return state.attempt == null ? opened(state.open(first()), null) : state.attempt();
        });
  }

  /** Withdraws, unless a payment was handed in first. */
  void withdraw() {
    alone(
        () -> {
          ENDED.when(state.isOver() && !state.withdrawn, "the purchase has ended");
          PAYMENT_UNDER_WAY.when(!isClosedFirst(), "a payment is being processed");
          state.withdrawn = true;
          return state.withdrawn;
        });
  }

  /** Leaves the buyer more time; the note of it goes first. */
  void extend(SupportCommand.ExtendDeadline extension, Func<Boolean> note) {
    alone(
        () -> {
          // It may have passed while another one was at it.
          NO_DEADLINE.when(state.isOver(), "nobody is waited for to pay");
          Validators.isLater(state.snapshot().deadline(), extension.payBefore());
          note.apply();
          state.deadline().extendTo(extension.payBefore());
          state.tell();
          // What is asked for again until the deadline is asked for longer.
          calls.wake();
          return true;
        });
  }

  /** Brings in what a person found out, and tells what is known from then on. */
  AuthorizationResult resolve(Resolution resolution) {
    Workflow.await(() -> found == null);
    NOTHING_UNKNOWN.when(!state.isCharging(), "what became of the payment is known");
    Found mine = new Found(resolution, Workflow.newPromise());
    found = mine;
    return mine.answer().get();
  }

  private <R> R alone(Func<R> work) {
    oneAtATime.lock();
    try {
      return work.apply();
    } finally {
      oneAtATime.unlock();
    }
  }

  // --- the step

  /** Waits until the buyer goes on to pay, decides not to, or the deadline passes. */
  void untilOpened() {
    state.deadline().leavesTimeFor(() -> state.attempt != null || state.isReported() || isLeft());
  }

  /** Lets the buyer try cards until one is good, the deadline passes, or the buyer withdraws. */
  Payment untilPaid() {
    Deadline deadline = state.deadline();
    while (true) {
      deadline.leavesTimeFor(() -> state.isReported() || isLeft());
      if (state.withdrawn || (!state.isReported() && isEndedUnpaid())) {
        return unpaid();
      }
      deadline.suspend();
      Payment payment = charged(adopted(), state.reports);
      if (payment != null) {
        return payment;
      }
      deadline.resume(waits.payingAfterDecline());
      state.tell();
    }
  }

  /** A payment may be reported before Continue is heard to have opened the attempt it is for. */
  private PaymentAttempt adopted() {
    return alone(() -> state.attempt == null ? state.open(first()) : state.attempt());
  }

  private PaymentAttempt first() {
    return new PaymentAttempt(state.start.purchase(), 1, state.subscription().total());
  }

  /**
   * @param payBefore until when it may be paid, null where that stays
   */
  private PaymentAttempt opened(PaymentAttempt attempt, @Nullable Instant payBefore) {
    state.endedBefore =
        calls.write(
            "open payment attempt %d, %s".formatted(attempt.number(), attempt.amount()),
            purchases -> purchases.openAttempt(attempt, payBefore));
    return attempt;
  }

  /** Whether nobody is waited for: after a reset of a purchase that had ended, either. */
  private boolean isLeft() {
    return state.withdrawn || state.endedBefore != null;
  }

  /** Waits for no payment any more, unless one was handed in first or there is more time. */
  private boolean isEndedUnpaid() {
    return alone(
        () -> {
          boolean moreTime = Deadline.now().isBefore(state.deadline().end()) && !isLeft();
          return state.withdrawn || (!moreTime && isClosedFirst());
        });
  }

  /** Whoever changes the attempt's row first wins: the payment page or this. */
  private boolean isClosedFirst() {
    // Continue may have opened it without having been heard.
    PaymentAttempt attempt = state.attempt == null ? first() : state.attempt();
    boolean closed = close(attempt, false);
    if (!closed) {
      state.paymentReported(attempt.number());
    } else if (state.attempt != null) {
      state.paymentIs(PaymentAttempt.State.CLOSED);
    }
    return closed;
  }

  private boolean close(PaymentAttempt attempt, boolean neverTaken) {
    return calls.write(
            "close payment attempt %d if nothing was sent".formatted(attempt.number()),
            purchases -> purchases.closeAttempt(attempt, neverTaken))
        == AttemptClosing.CLOSED;
  }

  private Payment unpaid() {
    return new Payment.Unpaid(
        state.withdrawn
            ? new Withdrawn()
            : new Lapsed(state.attempt == null ? CONFIRM_REDIRECT : AWAIT_PAYMENT));
  }

  /**
   * @param heard how many reports had come before the row was read
   * @return null where it may be tried again: with another card, or the same one
   */
  private @Nullable Payment charged(PaymentAttempt attempt, int heard) {
    return switch (untilKnown(attempt)) {
      case Authorized(Authorization authorization) -> {
        state.paymentIs(PaymentAttempt.State.AUTHORIZED);
        yield new Payment.Paid(attempt, authorization);
      }
      case AuthorizationResult.Declined(String reason) ->
          orAnotherCard(attempt, PaymentAttempt.State.DECLINED, reason);
      case NotCharged(String reason) ->
          orAnotherCard(attempt, PaymentAttempt.State.NOT_CHARGED, reason);
      case NotFound(String reason) -> {
        state.unanswered.add(attempt);
        yield orAnotherCard(attempt, PaymentAttempt.State.NOT_CHARGED, reason);
      }
      case NotHandedIn none -> {
        state.wasNotHandedIn(heard);
        yield null;
      }
      case NotTaken notTaken -> neverTaken(attempt);
      case Unknown unknown -> throw new IllegalStateException("still unknown: " + unknown);
    };
  }

  private @Nullable Payment orAnotherCard(
      PaymentAttempt attempt, PaymentAttempt.State ended, String reason) {
    state.paymentIs(ended);
    if (attempt.isLast()) {
      return new Payment.Unpaid(new PurchaseOutcome.Declined(reason));
    }
    state.deadline().grant(waits.payingAfterDecline());
    alone(() -> opened(state.open(attempt.next()), state.deadline().end()));
    state.tell(
        "attempt %d ended without money (%s); the buyer may try another card"
            .formatted(attempt.number(), reason));
    return null;
  }

  /** Closed at the deadline, unless it came to be charging after all: then it is asked again. */
  private @Nullable Payment neverTaken(PaymentAttempt attempt) {
    state.paymentIs(PaymentAttempt.State.SUBMITTED);
    if (!close(attempt, true)) {
      return null;
    }
    state.unanswered.add(attempt);
    state.paymentIs(PaymentAttempt.State.CLOSED);
    return new Payment.Unpaid(new Lapsed(AWAIT_PAYMENT));
  }

  // --- asking for the money of one attempt

  /** Never answers {@code Unknown}; {@code NotTaken} only when the deadline is over. */
  private AuthorizationResult untilKnown(PaymentAttempt attempt) {
    Escalation escalation = new Escalation(attempt);
    AuthorizationResult result = authorize(attempt);
    while (true) {
      switch (result) {
        case NotTaken notTaken when Deadline.now().isBefore(state.deadline().end()) -> {
          // Nothing is unknown from here on, and whoever said what became of it is told so.
          state.paymentIs(PaymentAttempt.State.SUBMITTED);
          answer(notTaken);
          escalation.stop();
          result = askAgain(attempt, notTaken);
        }
        case Unknown unknown -> result = lookUp(attempt, unknown, escalation);
        default -> {
          escalation.stop();
          calls.noAttention(Attention.PAYMENT_UNKNOWN);
          calls.noAttention(Attention.PLATFORM_UNREACHABLE);
          calls.noAttention(Attention.PLATFORM_REFUSES_US);
          // Last, so that whoever came while that was written is not left without an answer.
          answer(result);
          return result;
        }
      }
    }
  }

  private AuthorizationResult authorize(PaymentAttempt attempt) {
    state.paymentIs(PaymentAttempt.State.CHARGING);
    state.tell("attempt %d is for %s".formatted(attempt.number(), attempt.amount()));
    String summary = "authorize attempt %d, %s".formatted(attempt.number(), attempt.amount());
    return result(() -> calls.once(summary).authorize(attempt));
  }

  /** The same request again, until the platform takes it or the deadline is over. */
  private AuthorizationResult askAgain(PaymentAttempt attempt, NotTaken notTaken) {
    calls.noAttention(Attention.PAYMENT_UNKNOWN);
    state.tell("attempt %d: %s".formatted(attempt.number(), notTaken.reason()));
    String summary = "authorize attempt %d again, %s".formatted(attempt.number(), attempt.amount());
    if (!notTaken.needsOperator() && state.trouble != Attention.PLATFORM_UNREACHABLE) {
      AuthorizationResult soon = result(() -> calls.quickly(summary).authorize(attempt));
      if (!(soon instanceof NotTaken)) {
        return soon;
      }
    }
    calls.attention(
        notTaken.needsOperator() ? Attention.PLATFORM_REFUSES_US : Attention.PLATFORM_UNREACHABLE,
        notTaken.reason());
    // Its deadline runs: nothing was sent, so nothing keeps the buyer from being told at its end.
    Deadline deadline = state.deadline();
    deadline.run();
    AuthorizationResult late =
        calls.untilAnswered(
            () -> result(() -> calls.insistently(summary).authorize(attempt)), deadline::isOver);
    deadline.suspend();
    return late == null ? notTaken : late;
  }

  /** One look-up after the other, or what a person found out meanwhile. */
  private AuthorizationResult lookUp(
      PaymentAttempt attempt, Unknown unknown, Escalation escalation) {
    state.tell(
        "attempt %d: %s; nothing new may start".formatted(attempt.number(), unknown.reason()));
    escalation.because(unknown.reason());
    if (unknown.needsPerson()) {
      calls.attention(Attention.PAYMENT_UNKNOWN, unknown.reason());
    }
    String summary = "look up attempt %d, %s".formatted(attempt.number(), attempt.amount());
    Payments platform = escalation.isNew() ? calls.quickly(summary) : calls.insistently(summary);
    AuthorizationResult result =
        calls.untilAnswered(() -> result(() -> platform.lookUp(attempt)), () -> found != null);
    return result == null ? believed(attempt, unknown) : result;
  }

  /** Refused, it changes nothing that others see: why it waits stays what it was. */
  private AuthorizationResult believed(PaymentAttempt attempt, Unknown before) {
    Resolution resolution = Objects.requireNonNull(found).resolution();
    String what =
        switch (resolution) {
          case Resolution.Paid(String reference) -> "adopt payment %s for".formatted(reference);
          case Resolution.NotCharged() -> "give up";
        };
    String summary = "%s attempt %d, %s".formatted(what, attempt.number(), attempt.amount());
    AuthorizationResult result = result(() -> calls.quickly(summary).resolve(attempt, resolution));
    answer(result);
    return result instanceof Unknown ? before : result;
  }

  private void answer(AuthorizationResult known) {
    if (found != null) {
      found.answer().complete(known);
      found = null;
    }
  }

  /** What a call says, whether as its answer or as its failure. */
  private AuthorizationResult result(Func<AuthorizationResult> call) {
    AuthorizationResult result;
    try {
      result = call.apply();
    } catch (ActivityFailure failure) {
      result =
          failure.getCause() instanceof ApplicationFailure said
              ? AuthorizationResult.of(said)
                  .orElseGet(() -> new Unknown(ActivityCalls.reason(failure), false))
              : new Unknown(ActivityCalls.reason(failure), false);
    }
    state.unknown = result instanceof Unknown;
    return result;
  }

  /**
   * Asks a person to look the moment a payment has been unknown for too long, whatever the step is
   * doing then: a look-up at a platform that does not answer takes minutes.
   */
  private final class Escalation {
    private final String summary;
    private final Instant due;
    private String why = "";
    private @Nullable Deadline timer;
    private @Nullable Promise<Void> watch;
    private boolean looked;

    Escalation(PaymentAttempt attempt) {
      summary = "ask a person if attempt %d is still unknown".formatted(attempt.number());
      due = Deadline.now().plus(waits.unknownAttention());
    }

    /** It is not known, and why. */
    void because(String reason) {
      why = reason;
      if (timer == null && Deadline.now().isBefore(due)) {
        Deadline until = new Deadline(Duration.between(Deadline.now(), due), summary);
        timer = until;
        watch = Async.procedure(this::watch, until);
      }
    }

    /** Whether nobody has looked yet: a few quick looks tell whether a person is needed at once. */
    boolean isNew() {
      boolean first = !looked;
      looked = true;
      return first;
    }

    /** It is known: what is being said is said before it is taken back. */
    void stop() {
      if (timer != null && watch != null) {
        Deadline until = timer;
        timer = null;
        until.suspend();
        watch.get();
      }
    }

    private void watch(Deadline until) {
      if (!until.leavesTimeFor(() -> timer != until)) {
        calls.attention(Attention.PAYMENT_UNKNOWN, why);
      }
    }
  }
}
