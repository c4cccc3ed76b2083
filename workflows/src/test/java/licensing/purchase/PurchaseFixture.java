package licensing.purchase;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.UUID;
import licensing.license.InMemoryLicenses;
import licensing.offer.OfferKind;
import licensing.payment.Card;
import licensing.payment.InMemoryAttempts;
import licensing.payment.InMemoryPayments;
import licensing.payment.PaymentAttempt;

/** One purchase on a server that skips time, with everything outside the process in memory. */
final class PurchaseFixture implements AutoCloseable {

  final InMemoryAttempts attempts = new InMemoryAttempts();
  final InMemoryPurchases purchases = new InMemoryPurchases(attempts);
  final InMemoryPayments payments = new InMemoryPayments(attempts);
  final InMemoryLicenses licenses = new InMemoryLicenses();
  final PurchaseId purchase = PurchaseId.random();
  final TestWorkflowEnvironment temporal;

  private final PurchaseStart start =
      new PurchaseStart(purchase, Fixtures.BUYER, OfferKind.MIGRATION, Waits.PRODUCTION);

  PurchaseFixture() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .registerSearchAttribute(
                    "Organization", PurchaseSearchAttributes.REGISTERED.get("Organization"))
                .registerSearchAttribute("Offer", PurchaseSearchAttributes.REGISTERED.get("Offer"))
                .registerSearchAttribute(
                    "Attention", PurchaseSearchAttributes.REGISTERED.get("Attention"))
                .registerSearchAttribute(
                    "Outcome", PurchaseSearchAttributes.REGISTERED.get("Outcome"))
                .build());
    Worker worker = temporal.newWorker(PurchaseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(PurchaseProcess.class);
    worker.registerActivitiesImplementations(purchases, payments, licenses);
    temporal.start();
  }

  void startWithoutSubscribing() {
    WorkflowClient.start(newStub()::purchase, start);
  }

  Subscription subscribe(int quantity) {
    return subscribe(Fixtures.order(quantity));
  }

  Subscription subscribe(Subscribe order) {
    PurchaseWorkflow stub = newStub();
    return WorkflowClient.executeUpdateWithStart(
        stub::subscribe,
        order,
        UpdateOptions.<Subscription>newBuilder()
            .setUpdateId(UUID.randomUUID().toString())
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build(),
        new WithStartWorkflowOperation<>(stub::purchase, start));
  }

  PaymentAttempt confirm() {
    return messages()
        .confirmRedirect(new ConfirmRedirect(Fixtures.BUYER, Fixtures.TERMS.version()));
  }

  /** Subscribed to three licenses for 57.00 USD, with the payment page open. */
  PaymentAttempt readyToPay() {
    subscribe(3);
    return confirm();
  }

  void pay(PaymentAttempt attempt, Card card) {
    attempts.handIn(attempt, card);
    report(attempt);
  }

  void report(PaymentAttempt attempt) {
    messages().paymentSubmitted(new PaymentSubmitted(Fixtures.BUYER, attempt.number()));
  }

  /** The workflow as the web sees it: known by its id alone. */
  PurchaseWorkflow messages() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(PurchaseWorkflow.class, purchase.workflowId());
  }

  /** The end, however long it takes: time is skipped meanwhile. */
  PurchaseOutcome outcome() {
    return WorkflowStub.fromTyped(messages()).getResult(PurchaseOutcome.class);
  }

  void later(Duration wait) {
    temporal.sleep(wait);
  }

  @Override
  public void close() {
    temporal.close();
  }

  private PurchaseWorkflow newStub() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(
            PurchaseWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(purchase.workflowId())
                .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setTypedSearchAttributes(PurchaseSearchAttributes.of(start))
                .build());
  }
}
