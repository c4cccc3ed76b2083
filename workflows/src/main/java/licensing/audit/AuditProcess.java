package licensing.audit;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;

/** The audit, once. */
public class AuditProcess implements AuditWorkflow {

  /** A purchase changes for minutes at most without a pause. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  /** What an audit may ask of the platform for the watch list: one search for each. */
  private static final int SEARCHES = 200;

  @Override
  public AuditReport audit(Duration length) {
    if (Workflow.getVersion("watch-list", Workflow.DEFAULT_VERSION, 1) >= 1) {
      giveBackLate();
    }
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    String summary = "compare the ledgers of the last %d hours".formatted(length.toHours());
    return Workflow.newActivityStub(Audits.class, options(summary))
        .compare(now.minus(length), now, GRACE);
  }

  /** Before the comparison, which need not name what is released by itself. */
  private void giveBackLate() {
    String summary = "search for up to %d attempts that were given up".formatted(SEARCHES);
    try {
      Workflow.newActivityStub(WatchList.class, options(summary)).giveBackLate(SEARCHES);
    } catch (ActivityFailure failure) {
      // The comparison names what is not given back, and the next audit searches again.
    }
  }

  /** Few tries, since the next scheduled one follows anyway. */
  private static ActivityOptions options(String summary) {
    return ActivityOptions.newBuilder()
        .setSummary(summary)
        .setStartToCloseTimeout(Duration.ofMinutes(10))
        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
        .build();
  }
}
