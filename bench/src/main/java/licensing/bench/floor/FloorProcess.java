package licensing.bench.floor;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.UUID;
import licensing.bench.shop.ShopSteps;

public final class FloorProcess implements FloorWorkflow {

  private static final Duration PAID_WITHIN = Duration.ofMinutes(30);

  private final ShopSteps steps =
      Workflow.newLocalActivityStub(
          ShopSteps.class,
          LocalActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(15))
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofMillis(500))
                      .setMaximumInterval(Duration.ofSeconds(2))
                      // Without a number it was seen to be tried once only.
                      .setMaximumAttempts(10_000)
                      .build())
              .setDoNotIncludeArgumentsIntoMarker(true)
              .build());
  private final UUID purchase;
  private boolean paid;
  private boolean lapsed;

  @WorkflowInit
  public FloorProcess(UUID purchase) {
    this.purchase = purchase;
  }

  @Override
  public String purchase(UUID purchase) {
    CancellationScope deadline = Workflow.newCancellationScope(this::lapseInTime);
    deadline.run();
    Workflow.await(() -> paid || lapsed);
    if (!paid) {
      return ended("LAPSED");
    }
    deadline.cancel();
    if (!steps.authorize(purchase)) {
      return ended("DECLINED");
    }
    steps.activate(purchase);
    steps.capture(purchase);
    return "LICENSED";
  }

  @Override
  public void subscribe() {
    steps.presentTerms(purchase);
  }

  @Override
  public void confirmRedirect() {
    steps.confirmRedirect(purchase);
  }

  @Override
  public void paymentSubmitted() {
    paid = true;
  }

  private void lapseInTime() {
    Promise<Void> timer = Workflow.newTimer(PAID_WITHIN);
    timer.thenApply(
        over -> {
          lapsed = true;
          return over;
        });
  }

  private String ended(String outcome) {
    steps.end(purchase, outcome);
    return outcome;
  }
}
