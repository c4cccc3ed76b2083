package licensing.outage;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import licensing.purchase.PlatformWatchWorkflow;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.Timeouts;

/** Probes, wakes whoever waits, and looks again whether somebody still does. */
public class PlatformWatchProcess implements PlatformWatchWorkflow {

  /** So many a second: a platform that has just come back is not to be run down again. */
  private static final int AT_ONCE = 10;

  /** More are left to the next round. */
  private static final int IN_A_ROUND = 1000;

  /** After so many, what still waits does not wait for the platform to come back. */
  private static final int ROUNDS = 6;

  /** The first pause between two rounds is half a minute. */
  private static final int FIRST_PAUSE = 5;

  private int woken;

  @Override
  public String watch(Timeouts waits) {
    Outages outages = outages(waits);
    for (int round = 0; round < ROUNDS; round++) {
      tell("it is asked until it answers");
      // Away in between: what waits now waits for this return.
      round = outages.probe() > 1 ? 0 : round;
      List<PurchaseId> waiting = outages.waiting(IN_A_ROUND);
      if (waiting.isEmpty()) {
        return "nobody waits for the platform any more; woken: " + woken;
      }
      tell("it answers, and %d purchases are woken".formatted(waiting.size()));
      wake(waiting);
      pause(
          waits.beforeRetry(FIRST_PAUSE + round), "until it is seen whether somebody still waits");
    }
    return "the platform answers, and some still need a person; woken: " + woken;
  }

  private void wake(List<PurchaseId> waiting) {
    for (int from = 0; from < waiting.size(); from += AT_ONCE) {
      List<Promise<Void>> sent = new ArrayList<>();
      for (PurchaseId purchase : waiting.subList(from, Math.min(from + AT_ONCE, waiting.size()))) {
        sent.add(Async.procedure(() -> wake(purchase)));
      }
      Promise.allOf(sent).get();
      pause(Duration.ofSeconds(1), "until more are woken");
    }
  }

  private void wake(PurchaseId purchase) {
    try {
      Workflow.newExternalWorkflowStub(PurchaseWorkflow.class, purchase.workflowId())
          .platformAnswers();
      woken++;
    } catch (ApplicationFailure over) {
      // It has ended meanwhile.
    }
  }

  private static void pause(Duration wait, String summary) {
    Workflow.newTimer(wait, TimerOptions.newBuilder().setSummary(summary).build()).get();
  }

  private void tell(String what) {
    Workflow.setCurrentDetails("**Payment platform:** %s\n\n**Woken:** %d".formatted(what, woken));
  }

  private static Outages outages(Timeouts waits) {
    return Workflow.newActivityStub(
        Outages.class,
        ActivityOptions.newBuilder()
            .setSummary("ask whether the payment platform answers, and who waits for it")
            .setStartToCloseTimeout(waits.platformLimit().plus(Duration.ofSeconds(10)))
            .setHeartbeatTimeout(waits.heartbeat())
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(waits.firstRetry())
                    .setMaximumInterval(waits.firstRetry().multipliedBy(5))
                    .build())
            .build());
  }
}
