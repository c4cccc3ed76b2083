package licensing.purchase;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Objects;
import licensing.license.Licenses;
import licensing.payment.Payments;

/** How each activity is called, and why it is retried so. */
final class Activities {

  private static final Duration DATABASE_ANSWERS = Duration.ofSeconds(10);
  private static final int QUICK_TRIES = 3;

  private Activities() {}

  /**
   * Once only: a repetition could pay twice, so whatever goes wrong is looked up instead. The
   * heartbeat tells of a dead worker long before the platform's own limit is over.
   */
  static Payments authorize(Timeouts waits, String summary) {
    return Workflow.newActivityStub(
        Payments.class,
        ActivityOptions.newBuilder()
            .setSummary(summary)
            .setStartToCloseTimeout(platformAnswers(waits))
            .setHeartbeatTimeout(waits.heartbeat())
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  /**
   * A few times at once; then the process says so and waits longer between the tries. The heartbeat
   * is there for the same reason as in a sale.
   */
  static Payments payments(Timeouts waits, String summary) {
    return Workflow.newActivityStub(
        Payments.class,
        quickTries(platformAnswers(waits), waits)
            .setSummary(summary)
            .setHeartbeatTimeout(waits.heartbeat())
            .build());
  }

  /** As for payments, with the database's patience. */
  static Licenses licenses(Timeouts waits, String summary) {
    return Workflow.newActivityStub(
        Licenses.class, quickTries(DATABASE_ANSWERS, waits).setSummary(summary).build());
  }

  /**
   * A record is one small transaction: as a local activity it costs one event. Two tries only,
   * since a local activity that keeps timing out can stick.
   */
  static Purchases records(String summary) {
    return Workflow.newLocalActivityStub(
        Purchases.class,
        LocalActivityOptions.newBuilder()
            .setSummary(summary)
            .setStartToCloseTimeout(Duration.ofSeconds(2))
            .setScheduleToCloseTimeout(Duration.ofSeconds(4))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build())
            .build());
  }

  /** For as long as the database is away: a record is never given up. */
  static Purchases persistentRecords(Timeouts waits, String summary) {
    return Workflow.newActivityStub(
        Purchases.class,
        ActivityOptions.newBuilder()
            .setSummary(summary)
            .setStartToCloseTimeout(DATABASE_ANSWERS)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(waits.firstRetry())
                    .setMaximumInterval(waits.firstRetry().multipliedBy(5))
                    .build())
            .build());
  }

  /** What went wrong, in one line and without class names. */
  static String reason(ActivityFailure failure) {
    return switch (failure.getCause()) {
      case ApplicationFailure application -> inOurWords(application);
      case TimeoutFailure timeout -> "no answer in time";
      case null, default -> "it was interrupted";
    };
  }

  /** If it has none, the innermost cause tells more than what libraries say around it. */
  private static String inOurWords(ApplicationFailure failure) {
    ApplicationFailure cause = failure;
    while (!cause.getType().startsWith("licensing.")
        && cause.getCause() instanceof ApplicationFailure deeper) {
      cause = deeper;
    }
    String message = Objects.requireNonNullElse(cause.getOriginalMessage(), "");
    return message.lines().findFirst().orElse(cause.getType());
  }

  private static ActivityOptions.Builder quickTries(Duration answersWithin, Timeouts waits) {
    return ActivityOptions.newBuilder()
        .setStartToCloseTimeout(answersWithin)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(waits.firstRetry().dividedBy(2))
                .setMaximumAttempts(QUICK_TRIES)
                .build());
  }

  /** The platform's own limit, and time to write down what it answered. */
  private static Duration platformAnswers(Timeouts waits) {
    return waits.platformLimit().plus(DATABASE_ANSWERS);
  }
}
