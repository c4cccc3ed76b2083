package licensing.web.process;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import licensing.buyer.Buyer.OrganizationId;
import licensing.paymentevent.PaymentEventsWorkflow.PaymentEventsStart;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseSearchAttributes;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.Timeouts;
import licensing.web.ConsoleSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * How purchases are started, and what the Temporal UI shows of them from then on.
 *
 * @param consoleAddress base of the pages' addresses, without a slash at its end
 */
@Component
record PurchaseStarts(Timeouts waits, String consoleAddress) {

  @Autowired
  PurchaseStarts(ConsoleSettings settings) {
    this(settings.waits(), settings.baseUrl().toString().replaceFirst("/$", ""));
  }

  PurchaseStart start(PurchaseId purchase, Subscribe order) {
    return new PurchaseStart(purchase, order.buyer(), order.offer().kind(), waits);
  }

  /** One execution per id for ever; a repetition reaches the one that is open. */
  WorkflowOptions options(PurchaseId purchase, Subscribe order) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(purchase.workflowId())
        .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setTypedSearchAttributes(PurchaseSearchAttributes.of(start(purchase, order)))
        .setStaticSummary(summary(order))
        .setStaticDetails("Support's page: " + supportPage(purchase))
        .build();
  }

  PaymentEventsStart paymentEventsStart(PurchaseId purchase, boolean bySupport) {
    return new PaymentEventsStart(purchase, waits, bySupport);
  }

  /** One at a time; the next report after its end starts it again. */
  WorkflowOptions paymentEvents(PurchaseId purchase, OrganizationId organization) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(PaymentEventsStart.workflowId(purchase))
        .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(PurchaseSearchAttributes.ORGANIZATION, organization.toString())
                .build())
        .setStaticSummary("what the platform reports of purchase " + purchase)
        .setStaticDetails("Support's page: " + supportPage(purchase))
        .build();
  }

  WorkflowOptions paymentEventsForSupport(PurchaseId purchase, OrganizationId organization) {
    return WorkflowOptions.newBuilder(paymentEvents(purchase, organization))
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .build();
  }

  private String supportPage(PurchaseId purchase) {
    return consoleAddress + "/support/purchases/" + purchase.toString();
  }

  private static String summary(Subscribe order) {
    var kind = order.offer().kind().words();
    return order.quantity() == 1
        ? "1 %s license".formatted(kind)
        : "%d %s licenses".formatted(order.quantity(), kind);
  }
}
