package licensing.bench.naive;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.UUID;
import licensing.bench.shop.ShopSteps;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;

public final class NaiveProcess implements NaiveWorkflow {

  private static final Duration PAID_WITHIN = Duration.ofMinutes(30);

  private final ShopSteps steps =
      Workflow.newActivityStub(
          ShopSteps.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(25))
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofMillis(500))
                      .setMaximumInterval(Duration.ofSeconds(2))
                      .build())
              .build());
  private Status status = Status.STARTED;
  private boolean confirmed;
  private boolean paid;

  @Override
  public Status purchase(UUID purchase) {
    steps.presentTerms(purchase);
    enter(Status.TERMS_PRESENTED);
    if (!Workflow.await(PAID_WITHIN, () -> confirmed)) {
      return ended(purchase, Status.LAPSED);
    }
    steps.confirmRedirect(purchase);
    enter(Status.REDIRECT_CONFIRMED);
    if (!Workflow.await(PAID_WITHIN, () -> paid)) {
      return ended(purchase, Status.LAPSED);
    }
    if (!steps.authorize(purchase)) {
      return ended(purchase, Status.DECLINED);
    }
    steps.activate(purchase);
    enter(Status.LICENSE_ACTIVE);
    steps.capture(purchase);
    enter(Status.LICENSED);
    return status;
  }

  @Override
  public void confirmRedirect() {
    confirmed = true;
  }

  @Override
  public void paymentSubmitted() {
    paid = true;
  }

  @Override
  public Status status() {
    return status;
  }

  private Status ended(UUID purchase, Status outcome) {
    steps.end(purchase, outcome.name());
    enter(outcome);
    return outcome;
  }

  /** As an attribute that is registered in any case: which one makes no difference to the cost. */
  private void enter(Status entered) {
    status = entered;
    Workflow.upsertTypedSearchAttributes(PurchaseSearchAttributes.OUTCOME.valueSet(entered.name()));
  }
}
