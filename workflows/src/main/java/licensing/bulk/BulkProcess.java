package licensing.bulk;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import licensing.bulk.BulkWorkflow.BulkReport;
import licensing.bulk.BulkWorkflow.BulkStart;
import org.jspecify.annotations.Nullable;

/** Turn after turn, each of them a second's worth of purchases, until none is left. */
public class BulkProcess implements BulkWorkflow {

  private static final Duration TURN = Duration.ofSeconds(1);

  private static final TimerOptions REST =
      TimerOptions.newBuilder().setSummary("until the next may be asked").build();

  /** A history grows by about a dozen events a turn; then a new one goes on. */
  private static final int TURNS_IN_A_HISTORY = 200;

  /** For one purchase: some times longer than an answer is waited for. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  @Override
  public BulkReport run(BulkStart start) {
    try {
      askInTurns(start, bulks("choose the purchases that match").begin(start));
      return end(start, null);
    } catch (CanceledFailure | ActivityFailure failure) {
      if (!CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      return end(start, stopped(CancellationScope.current().getCancellationReason()));
    }
  }

  private static void askInTurns(BulkStart start, int chosen) {
    int left = chosen;
    for (int turn = 1; left > 0; turn++) {
      long began = Workflow.currentTimeMillis();
      left = ask(start, left);
      tell(start, chosen - left, chosen);
      if (left > 0) {
        rest(began);
      }
      if (left > 0 && turn == TURNS_IN_A_HISTORY) {
        // What was chosen and asked is in the rows, so the same start goes on.
        Workflow.continueAsNew(start);
      }
    }
  }

  private static int ask(BulkStart start, int left) {
    int atMost = Math.min(left, start.perSecond());
    return bulks("ask up to %d of %d purchases: %s".formatted(atMost, left, start.action().words()))
        .ask(start.id(), atMost);
  }

  /** Only what the turn left of its second. */
  private static void rest(long began) {
    Duration left = TURN.minusMillis(Workflow.currentTimeMillis() - began);
    if (left.isPositive()) {
      Workflow.newTimer(left, REST).get();
    }
  }

  private static void tell(BulkStart start, int asked, int chosen) {
    Workflow.setCurrentDetails(
        "**Asked:** %d of %d purchases: %s".formatted(asked, chosen, start.action().words()));
  }

  /** The console gives a name and a reason; somebody at the command line may not. */
  private static String stopped(@Nullable String reason) {
    return reason == null || reason.isBlank() ? "not attributed" : reason;
  }

  /** Also where it was stopped. */
  private static BulkReport end(BulkStart start, @Nullable String stopped) {
    BulkReport[] report = new BulkReport[1];
    Workflow.newDetachedCancellationScope(
            () -> report[0] = bulks("write down that it is over").end(start.id(), stopped))
        .run();
    Workflow.setCurrentDetails("**Over:** " + report[0]);
    return report[0];
  }

  /** For as long as the database is away: no answer is lost, and none is asked for twice. */
  private static Bulks bulks(String summary) {
    return Workflow.newActivityStub(
        Bulks.class,
        ActivityOptions.newBuilder()
            .setSummary(summary)
            .setStartToCloseTimeout(Duration.ofMinutes(10))
            .setHeartbeatTimeout(SILENCE)
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(TURN)
                    .setMaximumInterval(Duration.ofSeconds(30))
                    .build())
            .build());
  }
}
