package licensing.webhook;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.VersioningBehavior;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.time.Duration;
import licensing.webhook.Webhooks.DeliveryState;

/** Tries for three days, with waits that grow, and then gives up. */
public class WebhookProcess implements WebhookWorkflow {

  /**
   * For the next try after one that was not taken: 5 s, 20 s, 80 s, 5 min, 21 min, 85 min, 6 h,
   * then 12 h each. A try says itself which it is.
   */
  public static final Duration FIRST_WAIT = Duration.ofSeconds(5);

  public static final int WAITS_GROW = 4;
  public static final Duration LONGEST_WAIT = Duration.ofHours(12);

  /** Where a worker has died or the database is away, which is not the receiver's fault. */
  private static final Duration LONGEST_WAIT_FOR_US = Duration.ofMinutes(1);

  private static final Duration TRIED_FOR = Duration.ofDays(3);

  /** Longer than a receiver is waited for, and what it answered is written down. */
  private static final Duration ONE_TRY = Duration.ofSeconds(40);

  private static final Duration DATABASE_ANSWERS = Duration.ofSeconds(10);

  /** Goes on with whichever worker is the current one: for days no old one is kept for its sake. */
  @Override
  @WorkflowVersioningBehavior(VersioningBehavior.AUTO_UPGRADE)
  public DeliveryState deliver(DeliveryId delivery) {
    try {
      return trying().deliver(delivery);
    } catch (ActivityFailure failure) {
      return giveUp(delivery, failure);
    }
  }

  /** Also where it was cancelled: nobody would try it any more. */
  private static DeliveryState giveUp(DeliveryId delivery, ActivityFailure failure) {
    Workflow.newDetachedCancellationScope(() -> writing().giveUp(delivery)).run();
    if (failure.getCause() instanceof CanceledFailure
        || CancellationScope.current().isCancelRequested()) {
      throw failure;
    }
    return DeliveryState.FAILED;
  }

  private static Webhooks trying() {
    return Workflow.newActivityStub(
        Webhooks.class,
        ActivityOptions.newBuilder()
            .setSummary("deliver it, for three days at most")
            .setStartToCloseTimeout(ONE_TRY)
            .setScheduleToCloseTimeout(TRIED_FOR)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(FIRST_WAIT)
                    .setMaximumInterval(LONGEST_WAIT_FOR_US)
                    .build())
            .build());
  }

  private static Webhooks writing() {
    return Workflow.newActivityStub(
        Webhooks.class,
        ActivityOptions.newBuilder()
            .setSummary("write down that it is not tried any more")
            .setStartToCloseTimeout(DATABASE_ANSWERS)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofMinutes(1))
                    .build())
            .build());
  }
}
