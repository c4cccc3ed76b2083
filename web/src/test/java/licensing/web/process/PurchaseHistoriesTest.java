package licensing.web.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.offer.Offer;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.PurchaseWorkflow.PurchaseStart;
import licensing.purchase.Timeouts;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.web.process.PurchaseHistories.History;
import licensing.web.process.PurchaseHistories.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PurchaseHistoriesTest {

  private static final Buyer BUYER =
      new Buyer(new OrganizationId(UUID.randomUUID()), new UserId(UUID.randomUUID()));

  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final PurchaseHistories histories = new PurchaseHistories(temporal.getWorkflowClient());
  private final PurchaseId purchase = PurchaseId.random();

  @AfterEach
  void close() {
    histories.close();
    temporal.close();
  }

  @Test
  void tellsWhoAskedForWhat() {
    temporal
        .newWorker(PurchaseWorkflow.TASK_QUEUE)
        .registerWorkflowImplementationTypes(SmallPurchase.class);
    temporal.start();
    begin();
    var asked = Fixtures.asked("sam", "the buyer called", 7);
    var support =
        temporal.getWorkflowClient().newWorkflowStub(PurchaseWorkflow.class, purchase.workflowId());
    support.support(new SupportCommand.RecheckNow(asked));
    support.support(new SupportCommand.Propose(asked, MoneyDecision.GIVING_BACK));

    assertThat(histories.of(purchase))
        .isInstanceOfSatisfying(
            History.Told.class,
            told ->
                assertThat(told.entries())
                    .filteredOn(entry -> entry.kind() == Kind.UPDATE)
                    .extracting(PurchaseHistories.HistoryEntry::words)
                    .satisfiesExactly(
                        words ->
                            assertThat(words)
                                .startsWith(
                                    "support; RecheckNow, sam, the buyer called; not attributed"),
                        words ->
                            assertThat(words)
                                .startsWith(
                                    "support; Propose, sam, the buyer called; not attributed")));
  }

  @Test
  void tellsThatNoWorkerHasTakenWhatIsToBeDone() {
    begin();

    assertThat(histories.of(purchase))
        .isInstanceOfSatisfying(
            History.Told.class,
            told ->
                assertThat(told.entries())
                    .extracting(PurchaseHistories.HistoryEntry::kind)
                    .startsWith(Kind.STARTED));
  }

  @Test
  void saysThatNothingIsKeptAnyMore() {
    assertThat(histories.of(purchase)).isEqualTo(new History.Gone());
  }

  @Test
  void saysThatTemporalIsAway() {
    var nowhere =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());
    try (var cutOff = new PurchaseHistories(WorkflowClient.newInstance(nowhere))) {
      var asked = Instant.now();
      assertThat(cutOff.of(purchase)).isEqualTo(new History.Away());
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(9));
    } finally {
      nowhere.shutdownNow();
    }
  }

  private void begin() {
    var options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(purchase.workflowId())
            .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
            .build();
    var process = temporal.getWorkflowClient().newWorkflowStub(PurchaseWorkflow.class, options);
    WorkflowClient.start(
        process::purchase,
        new PurchaseStart(purchase, BUYER, Offer.Kind.MIGRATION, Timeouts.PRODUCTION));
  }
}
