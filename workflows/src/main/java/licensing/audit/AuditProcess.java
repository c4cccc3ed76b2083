package licensing.audit;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import licensing.audit.AuditReport.Finding;
import licensing.paymentevent.PaymentEvents;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** The audit, once. */
public class AuditProcess implements AuditWorkflow {

  /** A purchase changes for minutes at most without a pause. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  /** What an audit may ask of the platform for the watch list: one search for each. */
  private static final int SEARCHES = 200;

  @Override
  public AuditReport audit(Duration length, @Nullable Duration grace) {
    Duration rest = Objects.requireNonNullElse(grace, GRACE);
    giveBackLate();
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    AuditReport report = compare(length, now, rest);
    boolean reread =
        report.toReread().stream().map(this::reread).reduce(false, (one, other) -> one || other);
    return reread ? compare(length, now, rest) : report;
  }

  private static AuditReport compare(Duration length, Instant now, Duration grace) {
    String summary = "compare the ledgers of the last %d hours".formatted(length.toHours());
    return Workflow.newActivityStub(Audits.class, comparing(summary))
        .compare(now.minus(length), now, grace);
  }

  /** Whether it could be read: what follows from that is done. */
  private boolean reread(Finding finding) {
    String summary = "read payment %s again".formatted(finding.subject());
    try {
      Workflow.newActivityStub(PaymentEvents.class, rereading(summary))
          .reread(PurchaseId.of(finding.purchase()), finding.subject());
      return true;
    } catch (ActivityFailure failure) {
      // The finding stands, and the next audit reads it again.
      return false;
    }
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

  /** The merchant may sell much besides, of which the platform hands out fifty at a time. */
  private static ActivityOptions comparing(String summary) {
    return options(summary).toBuilder().setStartToCloseTimeout(Duration.ofMinutes(30)).build();
  }

  /** Whoever waits for the platform in silence is taken for dead. */
  private static ActivityOptions rereading(String summary) {
    return options(summary).toBuilder().setHeartbeatTimeout(Duration.ofMinutes(1)).build();
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
