package licensing.purchase;

import static licensing.purchase.status.PurchaseStep.AWAIT_PAYMENT;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import licensing.payment.AuthorizationResult;
import licensing.payment.AuthorizationResult.NotTaken;
import licensing.payment.AuthorizationResult.Unknown;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Resolution;
import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the money of a submitted attempt until it is known what became of it. While it is not
 * known, nothing else may start.
 */
final class Authorizing {

  private static final int TRIES_BEFORE_ATTENTION = 3;

  /** At least so many, so that an unknown payment is looked up every minute. */
  private static final int LOOKS_BEFORE_ATTENTION = 10;

  private final Timeouts waits;
  private final Story story;
  private final Records records;
  private final Patience patience;
  private boolean unknown;
  private @Nullable Found found;

  /** What a person says, and where the answer to it is waited for. */
  private record Found(Resolution resolution, CompletablePromise<AuthorizationResult> answer) {}

  Authorizing(Timeouts waits, Story story, Records records, Patience patience) {
    this.waits = waits;
    this.story = story;
    this.records = records;
    this.patience = patience;
  }

  /**
   * Never answers {@code Unknown}.
   *
   * @param giveUpAt when an attempt that the platform never took is not tried again
   */
  AuthorizationResult untilKnown(PaymentAttempt attempt, Instant giveUpAt) {
    Alarm alarm = alarm(attempt);
    AuthorizationResult result = authorize(attempt);
    for (int tries = 1; ; tries++) {
      unknown = result instanceof Unknown;
      if (!unknown) {
        alarm.stop();
        answer(result);
      }
      switch (result) {
        case NotTaken notTaken when Deadline.now().isBefore(giveUpAt) ->
            result = askAgain(attempt, notTaken, tries, giveUpAt);
        case Unknown unknown -> result = lookAgain(attempt, unknown, tries, alarm);
        default -> {
          patience.succeeded();
          records.noAttention(Attention.PAYMENT_UNKNOWN);
          records.noAttention(Attention.PLATFORM_UNREACHABLE);
          records.noAttention(Attention.PLATFORM_REFUSES_US);
          return result;
        }
      }
    }
  }

  /** Whether it is waited for the platform to say what became of an attempt. */
  boolean isUnknown() {
    return unknown;
  }

  /** Brings in what a person found out, and tells what is known from then on. */
  AuthorizationResult resolve(Resolution resolution) {
    Workflow.await(() -> found == null);
    Rules.isUnknown(unknown);
    Found mine = new Found(resolution, Workflow.newPromise());
    found = mine;
    patience.wake();
    return mine.answer().get();
  }

  private Alarm alarm(PaymentAttempt attempt) {
    return new Alarm(
        records,
        "ask a person if attempt %d is still unknown".formatted(attempt.number()),
        Deadline.now().plus(waits.unknownAttention()));
  }

  private AuthorizationResult askAgain(
      PaymentAttempt attempt, NotTaken notTaken, int tries, Instant giveUpAt) {
    story.at(AWAIT_PAYMENT, "attempt %d: %s".formatted(attempt.number(), notTaken.reason()));
    if (notTaken.needsOperator()) {
      records.attention(Attention.PLATFORM_REFUSES_US, notTaken.reason());
    } else if (tries >= TRIES_BEFORE_ATTENTION) {
      records.attention(Attention.PLATFORM_UNREACHABLE, notTaken.reason());
    }
    Duration left = Duration.between(Deadline.now(), giveUpAt);
    Duration wait = waits.beforeRetry(tries);
    String next = "authorize attempt %d again, try %d".formatted(attempt.number(), tries + 1);
    patience.pause(wait.compareTo(left) < 0 ? wait : left, next);
    return authorize(attempt);
  }

  private AuthorizationResult lookAgain(
      PaymentAttempt attempt, Unknown unknown, int tries, Alarm alarm) {
    story.at(
        AWAIT_PAYMENT,
        "attempt %d: %s; nothing new may start".formatted(attempt.number(), unknown.reason()));
    alarm.set(unknown.reason());
    if (unknown.needsPerson() || alarm.isOver()) {
      records.attention(Attention.PAYMENT_UNKNOWN, unknown.reason());
    }
    if (found == null) {
      waitForNextLook(attempt, unknown, tries, alarm);
    }
    return found == null ? lookUp(attempt) : answer(believe(attempt, found.resolution()));
  }

  private void waitForNextLook(PaymentAttempt attempt, Unknown unknown, int tries, Alarm alarm) {
    Duration wait = alarm.isOver() ? waits.beforeRetry(tries) : beforeLook(tries);
    Duration left = Duration.between(Deadline.now(), alarm.due());
    // Only for purchases begun on earlier code, whose alarm is no timer of its own.
    if (left.isPositive() && left.compareTo(wait) < 0 && !Alarm.runsBeside() && asksInTime()) {
      if (!patience.pause(left, alarm.summary())) {
        return;
      }
      records.attention(Attention.PAYMENT_UNKNOWN, unknown.reason());
      wait = wait.minus(left);
    }
    patience.pause(wait, "look up attempt %d, try %d".formatted(attempt.number(), tries));
  }

  /**
   * While no person is asked, nobody watches the platform in the purchase's stead: so that it goes
   * on soon after the platform's return, its waits do not grow as long as later.
   */
  private Duration beforeLook(int tries) {
    Duration wait = waits.beforeRetry(tries);
    Duration longest = waits.unknownAttention().dividedBy(LOOKS_BEFORE_ATTENTION);
    return wait.compareTo(longest) > 0 && looksOften() ? longest : wait;
  }

  private static boolean looksOften() {
    return Workflow.getVersion("unknown-looks", Workflow.DEFAULT_VERSION, 1) >= 1;
  }

  /** Purchases begun on earlier code ask at the look-up that follows. */
  private static boolean asksInTime() {
    return Workflow.getVersion("unknown-alarm", Workflow.DEFAULT_VERSION, 1) >= 1;
  }

  private AuthorizationResult authorize(PaymentAttempt attempt) {
    String summary = "authorize attempt %d, %s".formatted(attempt.number(), attempt.amount());
    story.at(AWAIT_PAYMENT, "attempt %d is for %s".formatted(attempt.number(), attempt.amount()));
    try {
      return Activities.authorize(waits, summary).authorize(attempt);
    } catch (ActivityFailure failure) {
      return new Unknown(Activities.reason(failure), false);
    }
  }

  private AuthorizationResult lookUp(PaymentAttempt attempt) {
    return reading("look up", attempt, payments -> payments.lookUp(attempt));
  }

  private AuthorizationResult believe(PaymentAttempt attempt, Resolution resolution) {
    String what =
        switch (resolution) {
          case Resolution.Paid(String reference) -> "adopt payment %s for".formatted(reference);
          case Resolution.NotCharged() -> "give up";
        };
    return reading(what, attempt, payments -> payments.resolve(attempt, resolution));
  }

  private AuthorizationResult reading(
      String what, PaymentAttempt attempt, Func1<Payments, AuthorizationResult> call) {
    String summary = "%s attempt %d, %s".formatted(what, attempt.number(), attempt.amount());
    try {
      return call.apply(Activities.payments(waits, summary));
    } catch (ActivityFailure failure) {
      return new Unknown(Activities.reason(failure), false);
    }
  }

  private AuthorizationResult answer(AuthorizationResult known) {
    if (found != null) {
      found.answer().complete(known);
      found = null;
    }
    return known;
  }
}
