package licensing.purchase;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.UUID;
import licensing.license.InMemoryLicenses;
import licensing.offer.Offer;
import licensing.payment.Card;
import licensing.payment.InMemoryAttempts;
import licensing.payment.InMemoryPayments;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/** One purchase with everything outside the process in memory. */
public final class PurchaseFixture implements AutoCloseable {

  public final InMemoryAttempts attempts = new InMemoryAttempts();
  public final InMemoryPurchases purchases = new InMemoryPurchases(attempts);
  public final InMemoryPayments payments = new InMemoryPayments(attempts, purchases);
  public final InMemoryLicenses licenses = new InMemoryLicenses();
  public final PurchaseId purchase = PurchaseId.random();

  private final TestWorkflowEnvironment temporal;
  private final PurchaseStart start;

  private PurchaseFixture(TestEnvironmentOptions server, Timeouts waits) {
    start = new PurchaseStart(purchase, Fixtures.BUYER, Offer.Kind.MIGRATION, waits);
    temporal = TestWorkflowEnvironment.newInstance(server);
    Worker worker = temporal.newWorker(PurchaseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(PurchaseProcess.class);
    worker.registerActivitiesImplementations(purchases, licenses);
    temporal.newWorker(Payments.TASK_QUEUE).registerActivitiesImplementations(payments);
    temporal.start();
  }

  /**
   * On a server in memory that skips time.
   *
   * @param code what stands between the process and Temporal
   */
  static PurchaseFixture skippingTime(WorkerInterceptor... code) {
    WorkerFactoryOptions options =
        WorkerFactoryOptions.newBuilder().setWorkerInterceptors(code).build();
    return new PurchaseFixture(
        server().setWorkerFactoryOptions(options).build(), Timeouts.PRODUCTION);
  }

  /** Likewise, with other waits than production's. */
  static PurchaseFixture skippingTime(Timeouts waits) {
    return new PurchaseFixture(server().build(), waits);
  }

  private static TestEnvironmentOptions.Builder server() {
    TestEnvironmentOptions.Builder server = TestEnvironmentOptions.newBuilder();
    PurchaseSearchAttributes.REGISTERED.forEach(server::registerSearchAttribute);
    return server;
  }

  /** On a real server, whose search attributes are registered. */
  public static PurchaseFixture on(String address, Timeouts waits) {
    return new PurchaseFixture(
        TestEnvironmentOptions.newBuilder().setUseExternalService(true).setTarget(address).build(),
        waits);
  }

  public void startWithoutSubscribing() {
    WorkflowClient.start(newStub()::purchase, start);
  }

  public Subscription subscribe(int quantity) {
    return subscribe(Fixtures.order(quantity));
  }

  Subscription subscribe(Subscribe order) {
    PurchaseWorkflow stub = newStub();
    WorkflowClient.executeUpdateWithStart(
        stub::subscribe,
        order,
        UpdateOptions.<Void>newBuilder()
            .setUpdateId(UUID.randomUUID().toString())
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build(),
        new WithStartWorkflowOperation<>(stub::purchase, start));
    return purchases.subscription(purchase).orElseThrow();
  }

  public PaymentAttempt confirm() {
    messages().confirmRedirect(new ConfirmRedirect(Fixtures.BUYER, Fixtures.TERMS.version()));
    return new PaymentAttempt(
        purchase,
        attempts.latest(purchase),
        purchases.subscription(purchase).orElseThrow().total());
  }

  /** Subscribed to three licenses for 57.00 USD, with the payment page open. */
  public PaymentAttempt readyToPay() {
    subscribe(3);
    return confirm();
  }

  public void pay(PaymentAttempt attempt, Card card) {
    attempts.handIn(attempt, card);
    report(attempt);
  }

  void report(PaymentAttempt attempt) {
    messages().paymentSubmitted(new PaymentSubmitted(Fixtures.BUYER, attempt.number()));
  }

  /** The workflow as the web sees it: known by its id alone. */
  public PurchaseWorkflow messages() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(PurchaseWorkflow.class, purchase.workflowId());
  }

  /** Accepted when this returns, and maybe not answered. */
  void startSubscribing(int quantity) {
    PurchaseWorkflow stub = newStub();
    WorkflowClient.startUpdateWithStart(
        stub::subscribe,
        Fixtures.order(quantity),
        UpdateOptions.<Void>newBuilder().setWaitForStage(WorkflowUpdateStage.ACCEPTED).build(),
        new WithStartWorkflowOperation<>(stub::purchase, start));
  }

  /** Accepted when this returns, and maybe not answered. */
  WorkflowUpdateHandle<Void> startConfirming() {
    return WorkflowStub.fromTyped(messages())
        .startUpdate(
            "confirmRedirect",
            WorkflowUpdateStage.ACCEPTED,
            Void.class,
            new ConfirmRedirect(Fixtures.BUYER, Fixtures.TERMS.version()));
  }

  /** Accepted when this returns, and maybe not answered. */
  WorkflowUpdateHandle<Void> startWithdrawing() {
    return WorkflowStub.fromTyped(messages())
        .startUpdate("withdraw", WorkflowUpdateStage.ACCEPTED, Void.class, Fixtures.BUYER);
  }

  /** What support does. */
  void support(SupportCommand command) {
    messages().support(command);
  }

  /** Accepted when this returns, and maybe not answered. */
  void startSupport(SupportCommand command) {
    WorkflowStub.fromTyped(messages())
        .startUpdate(PurchaseWorkflow.SUPPORT, WorkflowUpdateStage.ACCEPTED, Void.class, command);
  }

  /** What Ann of support asks for, who looks at the newest version. */
  SupportRequest asked(String reason) {
    return asked("ann", reason);
  }

  SupportRequest asked(String operator, String reason) {
    return Fixtures.asked(operator, reason, purchases.version(purchase));
  }

  /** The end, however long it takes: time is skipped meanwhile. */
  public PurchaseOutcome outcome() {
    return WorkflowStub.fromTyped(messages()).getResult(PurchaseOutcome.class);
  }

  /** What anybody can ask Temporal for. */
  void cancel() {
    WorkflowStub.fromTyped(messages()).cancel();
  }

  /** From the start to the end, by the server's time. */
  Duration lasted() {
    WorkflowExecutionDescription ended = WorkflowStub.fromTyped(messages()).describe();
    return Duration.between(ended.getStartTime(), ended.getCloseTime());
  }

  /** What Temporal's lists are filtered by. */
  @Nullable String searchableAttention() {
    return WorkflowStub.fromTyped(messages())
        .describe()
        .getTypedSearchAttributes()
        .get(PurchaseSearchAttributes.ATTENTION);
  }

  /** What the Temporal UI shows of it. */
  String currentDetails() {
    return WorkflowStub.fromTyped(messages())
        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
        .getCurrentDetails();
  }

  /** Waits until the process has gone on after an activity of that type. */
  void awaitTaskAfter(String activity) throws InterruptedException {
    boolean goneOn = false;
    while (!goneOn) {
      long scheduled = -1;
      boolean done = false;
      for (HistoryEvent event : client().fetchHistory(purchase.workflowId()).getEvents()) {
        if (event.hasActivityTaskScheduledEventAttributes()
            && event
                .getActivityTaskScheduledEventAttributes()
                .getActivityType()
                .getName()
                .equals(activity)) {
          scheduled = event.getEventId();
        }
        done |=
            event.hasActivityTaskCompletedEventAttributes()
                && event.getActivityTaskCompletedEventAttributes().getScheduledEventId()
                    == scheduled;
        goneOn = done && event.hasWorkflowTaskCompletedEventAttributes();
      }
      Thread.sleep(50);
    }
  }

  /** How long the history is by now. */
  int events() {
    return client().fetchHistory(purchase.workflowId()).getEvents().size();
  }

  public WorkflowClient client() {
    return temporal.getWorkflowClient();
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
