package licensing.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.BulkWorkflow.BulkReport;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.Bulks.BulkOutcome;
import licensing.bulk.Bulks.BulkQuestion;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.Replays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BulkProcessTest {

  private static final int A_SECOND = 10;

  private final BulkId bulk = BulkId.random();
  private final InMemoryBulks bulks = new InMemoryBulks();
  private final TestWorkflowEnvironment temporal = environment();

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void asksEachThatMatchesAndReportsWhatCameOfIt() {
    List<PurchaseId> stuck = matching(25);
    bulks.answers(stuck.get(3), BulkOutcome.REFUSED);

    assertThat(run()).isEqualTo(new BulkReport(25, 24, 1, 0, 0));
    assertThat(bulks.asked()).isEqualTo(stuck);
  }

  @Test
  void asksNoFasterThanItMay() {
    matching(95);

    long began = temporal.currentTimeMillis();
    run();

    assertThat(Duration.ofMillis(temporal.currentTimeMillis() - began))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void goesOnInANewHistoryBeforeOneGrowsLarge() {
    List<PurchaseId> stuck = matching(230);

    assertThat(run(1)).isEqualTo(new BulkReport(230, 230, 0, 0, 0));

    assertThat(bulks.asked()).isEqualTo(stuck);
    assertThat(history().getEvents()).hasSizeLessThan(500);
  }

  @Test
  void goesOnWhereItsWorkerDied() {
    List<PurchaseId> stuck = matching(12);
    bulks.isDeadly(stuck.get(4));
    bulks.isDeadly(stuck.get(11));

    assertThat(run()).isEqualTo(new BulkReport(12, 12, 0, 0, 0));
    assertThat(bulks.asked()).isEqualTo(stuck);
  }

  @Test
  void endsAtOnceWhereNothingMatchesAnyMore() {
    assertThat(run()).isEqualTo(new BulkReport(0, 0, 0, 0, 0));
  }

  @Test
  void stopsWhenItIsCancelled() {
    matching(500);
    WorkflowStub running = start(A_SECOND);
    // Between two turns: the test server refuses to cancel a timer that fires meanwhile.
    temporal.sleep(Duration.ofMillis(5_500));

    running.cancel("ann: enough");

    // As Temporal calls it, though it came to its own end.
    assertThatThrownBy(() -> running.getResult(BulkReport.class))
        .hasMessageContaining("was cancelled");
    assertThat(bulks.isOver(bulk)).isTrue();
    assertThat(bulks.stopped(bulk)).isEqualTo("ann: enough");
    assertThat(bulks.asked()).hasSizeBetween(40, 70);
  }

  @Test
  void aFormIsOneRun() {
    matching(3);
    run();

    assertThatThrownBy(() -> start(A_SECOND)).isInstanceOf(WorkflowExecutionAlreadyStarted.class);
    assertThat(bulks.asked()).hasSize(3);
  }

  @Test
  void replays() throws Exception {
    List<PurchaseId> stuck = matching(25);
    bulks.isDeadly(stuck.get(7));
    bulks.answers(stuck.get(1), BulkOutcome.NOT_ANSWERED);
    run();

    Replays.replay(history(), BulkProcess.class);
  }

  @ParameterizedTest
  @MethodSource("histories")
  void goesOnWithWhatEarlierCodeBegan(File stored) throws Exception {
    Replays.replay(stored, BulkProcess.class);
  }

  static Stream<File> histories() {
    return Stream.of(
        Objects.requireNonNull(new File("src/test/resources/bulk-histories").listFiles()));
  }

  private List<PurchaseId> matching(int number) {
    return Stream.generate(bulks::matching).limit(number).toList();
  }

  private BulkReport run() {
    return run(A_SECOND);
  }

  private BulkReport run(int perSecond) {
    return start(perSecond).getResult(BulkReport.class);
  }

  /** As the console starts it. */
  private WorkflowStub start(int perSecond) {
    BulkWorkflow stub =
        client()
            .newWorkflowStub(
                BulkWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(bulk.workflowId())
                    .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                    .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                    .build());
    WorkflowClient.start(stub::run, decision(perSecond));
    return client().newUntypedWorkflowStub(bulk.workflowId());
  }

  private BulkStart decision(int perSecond) {
    BulkQuestion question = new BulkQuestion("", true, null, null, false, null, null, null);
    return new BulkStart(
        bulk,
        "ann",
        Fixtures.idOf("ann"),
        "the platform is back",
        BulkAction.RETRY_NOW,
        question,
        "?attention=any",
        1000,
        perSecond);
  }

  private WorkflowExecutionHistory history() {
    return client().fetchHistory(bulk.workflowId());
  }

  private WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  private TestWorkflowEnvironment environment() {
    TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();
    Worker worker = environment.newWorker(PurchaseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(BulkProcess.class);
    worker.registerActivitiesImplementations(bulks);
    environment.start();
    return environment;
  }
}
