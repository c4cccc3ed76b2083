package licensing.audit;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** The audit, once. */
public class AuditProcess implements AuditWorkflow {

  /** A purchase changes for minutes at most without a pause. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  @Override
  public AuditReport audit(Duration length) {
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    String summary = "compare the ledgers of the last %d hours".formatted(length.toHours());
    return Workflow.newActivityStub(
            Audits.class,
            ActivityOptions.newBuilder()
                .setSummary(summary)
                .setStartToCloseTimeout(Duration.ofMinutes(10))
                // The next scheduled one follows anyway.
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
                .build())
        .compare(now.minus(length), now, GRACE);
  }
}
