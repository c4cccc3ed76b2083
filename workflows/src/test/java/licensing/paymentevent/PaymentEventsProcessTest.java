package licensing.paymentevent;

import static licensing.purchase.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import licensing.payment.InMemoryAttempts;
import licensing.payment.Payments;
import licensing.paymentevent.PaymentEvents.ReportResult;
import licensing.paymentevent.PaymentEventsWorkflow.PaymentEventsStart;
import licensing.purchase.Fixtures;
import licensing.purchase.InMemoryPurchases;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import licensing.purchase.Replays;
import licensing.purchase.Timeouts;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.Attention;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaymentEventsProcessTest {

  private static final PlatformReported OPENED = new PlatformReported("n1", "dispute_opened");
  private static final PlatformReported WON = new PlatformReported("n2", "dispute_won");

  private final PurchaseId purchase = PurchaseId.random();
  private final Truth truth = new Truth();
  private final InMemoryPurchases purchases = new InMemoryPurchases(new InMemoryAttempts());
  private final TestWorkflowEnvironment temporal = environment();

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void settlesReportsOneByOneAndEndsWhenNoneIsLeft() {
    truth.failing = 1;
    report(OPENED);
    report(WON);

    assertThat(result()).isEqualTo("applied: dispute_won");
    assertThat(truth.settled).containsExactly(OPENED, WON);
  }

  @Test
  void beginsAgainWithTheNextReport() {
    report(OPENED);
    result();
    report(WON);

    assertThat(result()).isEqualTo("applied: dispute_won");
    assertThat(truth.settled).containsExactly(OPENED, WON);
  }

  @Test
  void asksThePlatformForDaysWithGrowingWaits() {
    truth.failing = 4000;
    long before = temporal.currentTimeMillis();
    report(OPENED);

    assertThat(result()).isEqualTo("applied: dispute_opened");
    assertThat(Duration.ofMillis(temporal.currentTimeMillis() - before))
        .isGreaterThan(Duration.ofDays(1));
    assertThat(history().getEvents()).hasSizeLessThan(25);
  }

  @Test
  void wakesThePurchaseThatStillRuns() {
    WorkflowStub running =
        client()
            .newUntypedWorkflowStub(
                "Sleeping",
                WorkflowOptions.newBuilder()
                    .setWorkflowId(purchase.workflowId())
                    .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                    .build());
    running.start();
    report(OPENED);

    assertThat(running.getResult(PlatformReported.class)).isEqualTo(OPENED);
    assertThat(result()).isEqualTo("applied: dispute_opened");
  }

  @Test
  void isFoundByWhyAPersonShouldLook() {
    truth.attention = Attention.PLATFORM_REPORT;
    report(OPENED);
    result();

    assertThat(stub().describe().getTypedSearchAttributes().get(PurchaseSearchAttributes.ATTENTION))
        .isEqualTo("platform-report");
  }

  @Test
  void takesWhatSupportDoesWithAPurchaseThatHasEnded() {
    purchases.noteAttention(purchase, 1, Attention.MONEY_LOST, "the hold is gone");

    act(new SupportCommand.Annotate(request("called: they pay by transfer")));
    assertThat(result()).isEmpty();
    act(new SupportCommand.MarkAsSettled(request("the transfer came")));
    assertThat(result()).isEmpty();

    assertThat(purchases.attention(purchase)).isEmpty();
    assertThat(purchases.supportActions()).isEqualTo(2);
  }

  @Test
  void takesDecisionsAboutTheLicenseAlone() {
    truth.attention = Attention.MONEY_LOST;
    report(OPENED);
    result();
    act(new SupportCommand.Propose(request("they paid"), MoneyDecision.REINSTATING));
    result();
    act(new SupportCommand.Reinstate(request("they paid")));
    assertThat(result()).isEmpty();
    assertThat(stub().describe().getTypedSearchAttributes().get(PurchaseSearchAttributes.ATTENTION))
        .isNull();
    assertThat(purchases.supportActions()).isEqualTo(2);
    replaysAsItWas();

    assertRefused(
        Refusal.ENDED,
        () -> act(new SupportCommand.Propose(request("late"), MoneyDecision.GIVING_BACK)));
    result();
  }

  @Test
  void refusesSupportWhatItRefusesElsewhereAndEnds() {
    assertRefused(
        Refusal.REASON_MISSING, () -> act(new SupportCommand.Annotate(request("a\u0000b"))));
    result();
    assertRefused(
        Refusal.CHANGED_SINCE,
        () -> act(new SupportCommand.MarkAsSettled(Fixtures.asked("bob", "late", Long.MAX_VALUE))));
    result();
    assertRefused(Refusal.ENDED, () -> act(new SupportCommand.RetryNow(request("too late"))));

    result();
    assertThat(purchases.supportActions()).isZero();
  }

  @Test
  void endsWhereTheActionItWasBegunForWasLost() {
    support().start(new PaymentEventsStart(purchase, Timeouts.PRODUCTION, true));

    assertThat(result()).isEmpty();
  }

  @Test
  void followsAReportThatComesWithAnAction() {
    truth.failing = 3;
    report(OPENED);
    act(new SupportCommand.Annotate(request("they wrote to us")));

    assertThat(result()).isEqualTo("applied: dispute_opened");
    assertThat(purchases.supportActions()).isEqualTo(1);
    replaysAsItWas();
  }

  @Test
  void replays() {
    truth.failing = 2;
    report(OPENED);
    report(WON);
    result();

    replaysAsItWas();
  }

  private void replaysAsItWas() {
    assertThatCode(() -> Replays.replay(history(), PaymentEventsProcess.class))
        .doesNotThrowAnyException();
  }

  private SupportRequest request(String reason) {
    return Fixtures.asked("ann", reason, purchases.version(purchase));
  }

  /** As the console sends it. */
  private void act(SupportCommand command) {
    support()
        .executeUpdateWithStart(
            UpdateOptions.newBuilder(Object.class)
                .setUpdateName(PurchaseWorkflow.SUPPORT)
                .setUpdateId(UUID.randomUUID().toString())
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            new Object[] {command},
            new Object[] {new PaymentEventsStart(purchase, Timeouts.PRODUCTION, true)});
  }

  private WorkflowStub support() {
    return client()
        .newUntypedWorkflowStub(
            PaymentEventsWorkflow.TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(PaymentEventsStart.workflowId(purchase))
                .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
  }

  /** As the console sends it. */
  private void report(PlatformReported report) {
    WorkflowStub stub =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                PaymentEventsWorkflow.TYPE,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(PaymentEventsStart.workflowId(purchase))
                    .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                    .build());
    stub.signalWithStart(
        PaymentEventsWorkflow.PLATFORM_REPORTED,
        new Object[] {report},
        new Object[] {new PaymentEventsStart(purchase, Timeouts.PRODUCTION, false)});
  }

  private String result() {
    return stub().getResult(String.class);
  }

  private WorkflowExecutionHistory history() {
    return client().fetchHistory(PaymentEventsStart.workflowId(purchase));
  }

  private WorkflowStub stub() {
    return client().newUntypedWorkflowStub(PaymentEventsStart.workflowId(purchase));
  }

  private WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  private TestWorkflowEnvironment environment() {
    TestEnvironmentOptions.Builder server = TestEnvironmentOptions.newBuilder();
    PurchaseSearchAttributes.REGISTERED.forEach(server::registerSearchAttribute);
    TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(server.build());
    Worker worker = environment.newWorker(PurchaseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(PaymentEventsProcess.class, SleepingPurchase.class);
    worker.registerActivitiesImplementations(purchases);
    environment.newWorker(Payments.TASK_QUEUE).registerActivitiesImplementations(truth);
    environment.start();
    return environment;
  }

  /** As much of a purchase as can be woken. */
  @WorkflowInterface
  public interface Sleeping {
    @WorkflowMethod(name = "Sleeping")
    PlatformReported sleep();

    @SignalMethod
    void platformReported(PlatformReported report);
  }

  public static class SleepingPurchase implements Sleeping {

    private @Nullable PlatformReported heard;

    @Override
    public PlatformReported sleep() {
      Workflow.await(() -> heard != null);
      return heard;
    }

    @Override
    public void platformReported(PlatformReported report) {
      heard = report;
    }
  }

  /** Says what a test wants, after some failures. */
  private static final class Truth implements PaymentEvents {

    private final List<PlatformReported> settled = new CopyOnWriteArrayList<>();
    private volatile int failing;
    private volatile @Nullable Attention attention;

    @Override
    public ReportResult reread(PurchaseId purchase, String reference) {
      throw new UnsupportedOperationException("a report comes first");
    }

    @Override
    public ReportResult settle(PurchaseId purchase, PlatformReported report) {
      if (failing-- > 0) {
        throw new IllegalStateException("the platform does not answer");
      }
      settled.add(report);
      return new ReportResult("applied: " + report.kind(), attention);
    }
  }
}
