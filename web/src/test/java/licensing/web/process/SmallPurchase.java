package licensing.web.process;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import licensing.buyer.Buyer;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.Subscription;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/** As much of a purchase as a client needs to be answered in every way. */
public class SmallPurchase implements PurchaseWorkflow {

  private final PurchaseStart start;
  private @Nullable Subscription subscription;
  private boolean ended;

  @WorkflowInit
  public SmallPurchase(PurchaseStart start) {
    this.start = start;
  }

  @Override
  public PurchaseOutcome purchase(PurchaseStart start) {
    Workflow.await(() -> ended);
    return new PurchaseOutcome.Withdrawn();
  }

  @Override
  public void subscribe(Subscribe order) {
    if (subscription == null) {
      subscription =
          new Subscription(
              start.purchase(),
              start.buyer(),
              order.offer(),
              order.quantity(),
              order.autoRenew(),
              order.offer().total(order.quantity()),
              order.consent(),
              Instant.ofEpochMilli(Workflow.currentTimeMillis()),
              Instant.ofEpochMilli(Workflow.currentTimeMillis()).plusSeconds(1800));
    }
  }

  @Override
  public void validateSubscribe(Subscribe order) {
    refuseIf(!order.consent().termsVersion().equals(order.currentTerms()), Refusal.STALE_TERMS);
    refuseIf(
        subscription != null && subscription.quantity() != order.quantity(),
        Refusal.ALREADY_SUBSCRIBED);
  }

  @Override
  public void confirmRedirect(ConfirmRedirect confirmation) {}

  @Override
  public void validateConfirmRedirect(ConfirmRedirect confirmation) {
    refuseIf(!confirmation.buyer().equals(start.buyer()), Refusal.NOT_YOURS);
    refuseIf(subscription == null, Refusal.NOT_SUBSCRIBED);
  }

  @Override
  public void withdraw(Buyer buyer) {
    ended = true;
  }

  @Override
  public void validateWithdraw(Buyer buyer) {
    refuseIf(!buyer.equals(start.buyer()), Refusal.NOT_YOURS);
  }

  @Override
  public void support(SupportCommand command) {}

  /** Refuses whatever was asked for from version 0, and grants the rest. */
  @Override
  public void validateSupport(SupportCommand command) {
    refuseIf(command.request().versionSeen() == 0, Refusal.CHANGED_SINCE);
  }

  @Override
  public void paymentSubmitted(PaymentSubmitted report) {
    ended = true;
  }

  @Override
  public void platformReported(PlatformReported report) {}

  static void refuseIf(boolean refused, Refusal why) {
    if (refused) {
      throw why.because("refused by the purchase");
    }
  }
}
