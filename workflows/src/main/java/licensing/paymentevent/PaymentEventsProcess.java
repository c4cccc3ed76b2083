package licensing.paymentevent;

import static licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes.ATTENTION;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import licensing.payment.Payments;
import licensing.paymentevent.PaymentEvents.ReportResult;
import licensing.paymentevent.PaymentEventsWorkflow.PaymentEventsStart;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.Purchases;
import licensing.purchase.Timeouts;
import licensing.purchase.message.ForeignText;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;

/**
 * One report after the other, and what support does meanwhile, for as long as it takes until the
 * platform can be read.
 */
public class PaymentEventsProcess implements PaymentEventsWorkflow {

  /** A payment and its refunds: some calls, of which each may take as long as the platform may. */
  private static final int CALLS = 10;

  private static final Duration DATABASE_ANSWERS = Duration.ofSeconds(10);

  private final PurchaseId purchase;
  private final Timeouts waits;
  private final Queue<PlatformReported> reports = new ArrayDeque<>();
  private int actions;
  private @Nullable Attention attention;

  @WorkflowInit
  public PaymentEventsProcess(PaymentEventsStart start) {
    this.purchase = start.purchase();
    this.waits = start.waits();
  }

  @Override
  public String follow(PaymentEventsStart start) {
    awaitTheFirst(start);
    String words = "";
    do {
      while (!reports.isEmpty()) {
        PlatformReported report = reports.remove();
        wakePurchase(report);
        words = settle(report);
      }
      Workflow.await(() -> !reports.isEmpty() || Workflow.isEveryHandlerFinished());
    } while (!reports.isEmpty());
    return words;
  }

  /** Sent with the start, but not heard before this; an action may even be lost on its way. */
  private void awaitTheFirst(PaymentEventsStart start) {
    if (start.bySupport()) {
      Workflow.await(waits.subscribing(), () -> !reports.isEmpty() || actions > 0);
    } else {
      Workflow.await(() -> !reports.isEmpty() || actions > 0);
    }
  }

  @Override
  public void platformReported(PlatformReported report) {
    reports.add(report);
  }

  /** Whatever is refused is refused by the handler: by a validator, nothing would end this. */
  @Override
  public void support(SupportCommand command) {
    actions++;
    command.mustBeExplained();
    boolean isForNow =
        command instanceof SupportCommand.Annotate || command.action().isAfterTheEnd();
    Refusal.ENDED.when(!isForNow, "the purchase has ended");
    Rejection rejection =
        records("note what support did: " + command.words()).recordSupport(purchase, command);
    if (rejection != null) {
      throw rejection.refusal().because(rejection.words());
    }
    if (command instanceof SupportCommand.MarkAsSettled
        || command instanceof SupportCommand.Reinstate
        || command instanceof SupportCommand.Suspend) {
      note(null);
    }
  }

  private Purchases records(String summary) {
    return Workflow.newActivityStub(
        Purchases.class,
        ActivityOptions.newBuilder()
            .setSummary(summary)
            .setStartToCloseTimeout(DATABASE_ANSWERS)
            .setRetryOptions(
                RetryOptions.newBuilder().setInitialInterval(waits.firstRetry()).build())
            .build());
  }

  private String settle(PlatformReported report) {
    Workflow.setCurrentDetails(
        "**Reported:** %s of purchase %s\n\n**Next:** the platform is read again until it answers"
            .formatted(ForeignText.inMarkdown(report.kind()), purchase));
    ReportResult result = paymentEvents(report).settle(purchase, report);
    Workflow.setCurrentDetails(
        "**Reported:** %s of purchase %s\n\n**Read:** %s"
            .formatted(
                ForeignText.inMarkdown(report.kind()),
                purchase,
                ForeignText.inMarkdown(result.words())));
    note(result.attention());
    return result.words();
  }

  private void note(@Nullable Attention now) {
    if (now != attention) {
      attention = now;
      Workflow.upsertTypedSearchAttributes(
          now == null ? ATTENTION.valueUnset() : ATTENTION.valueSet(now.label()));
    }
  }

  /** What was reported may be what it waits for. */
  private void wakePurchase(PlatformReported report) {
    try {
      Workflow.newExternalWorkflowStub(PurchaseWorkflow.class, purchase.workflowId())
          .platformReported(report);
    } catch (ApplicationFailure over) {
      // As with most purchases by then: nobody waits any more.
    }
  }

  private PaymentEvents paymentEvents(PlatformReported report) {
    return Workflow.newActivityStub(
        PaymentEvents.class,
        ActivityOptions.newBuilder()
            .setSummary("read again what is reported: " + report.kind())
            .setTaskQueue(Payments.TASK_QUEUE)
            .setStartToCloseTimeout(
                waits.platformLimit().multipliedBy(CALLS).plus(Duration.ofSeconds(10)))
            .setHeartbeatTimeout(waits.heartbeat())
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(waits.firstRetry())
                    .setMaximumInterval(waits.longestRetry())
                    .build())
            .build());
  }
}
