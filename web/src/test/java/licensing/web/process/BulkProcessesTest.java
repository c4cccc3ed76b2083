package licensing.web.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.ArrayList;
import java.util.List;
import licensing.bulk.BulkId;
import licensing.bulk.BulkProcess;
import licensing.bulk.BulkWorkflow.BulkAction;
import licensing.bulk.BulkWorkflow.BulkReport;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.Bulks;
import licensing.bulk.Bulks.BulkQuestion;
import licensing.buyer.Buyer.UserId;
import licensing.keys.SupportSignatures;
import licensing.keys.SupportSignatures.SupportKeys;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseWorkflow;
import licensing.temporal.CallResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkProcessesTest {

  /** As where no key is set. */
  static final SupportSignatures UNSIGNED =
      new SupportSignatures(new SupportKeys(List.of(), List.of()));

  private static final UserId ANN = Fixtures.idOf("ann");

  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final BulkProcesses processes = new BulkProcesses(temporal.getWorkflowClient(), UNSIGNED);
  private final BulkId bulk = BulkId.random();
  private final List<String> reasons = new ArrayList<>();
  private final List<String> stops = new ArrayList<>();

  @AfterEach
  void close() {
    processes.close();
    temporal.close();
  }

  @Test
  void aFormIsOneRunWhateverItSaysTheSecondTime() {
    startWorker();

    assertThat(processes.begin(start("first"))).isEqualTo(new CallResult.Accepted<>(bulk));
    assertThat(processes.begin(start("second"))).isEqualTo(new CallResult.AlreadyEnded<>());
    result();
    assertThat(processes.begin(start("third"))).isEqualTo(new CallResult.AlreadyEnded<>());

    assertThat(reasons).containsExactly("first");
  }

  @Test
  void isKnownBeforeAWorkerBeginsIt() {
    assertThat(processes.find(bulk)).isEqualTo(new CallResult.NotFound<>());
    processes.begin(start("why"));

    assertThat(processes.find(bulk)).isEqualTo(new CallResult.Accepted<>(bulk));
  }

  @Test
  void isStopped() {
    processes.begin(start("why"));

    assertThat(processes.stop(bulk, ANN, "enough")).isEqualTo(new CallResult.Accepted<>(bulk));
    startWorker();
    assertThatThrownBy(this::result).hasMessageContaining("was cancelled");

    assertThat(reasons).isEmpty();
    assertThat(stops).containsExactly(ANN + ": enough");
    assertThat(processes.find(bulk)).isEqualTo(new CallResult.AlreadyEnded<>());
  }

  @Test
  void nobodyStopsWhatNeverWas() {
    assertThat(processes.stop(bulk, ANN, "enough")).isEqualTo(new CallResult.NotFound<>());
  }

  @Test
  void withoutTemporalNothingIsConfirmed() {
    var nowhere =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());
    try (var away =
        new BulkProcesses(
            WorkflowClient.newInstance(nowhere, WorkflowClientOptions.getDefaultInstance()),
            UNSIGNED)) {
      assertThat(away.begin(start("why"))).isEqualTo(new CallResult.NotConfirmed<>());
    } finally {
      nowhere.shutdownNow();
    }
  }

  private void result() {
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(bulk.workflowId())
        .getResult(BulkReport.class);
  }

  private void startWorker() {
    Worker worker = temporal.newWorker(PurchaseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(BulkProcess.class);
    worker.registerActivitiesImplementations(new Reasons());
    temporal.start();
  }

  private BulkStart start(String reason) {
    return new BulkStart(
        bulk,
        "ann",
        Fixtures.idOf("ann"),
        reason,
        BulkAction.RETRY_NOW,
        new BulkQuestion("", true, null, null, false, null, null, null),
        "?attention=any",
        3,
        10);
  }

  /** Keeps why runs were begun, and asks nobody. */
  private final class Reasons implements Bulks {
    @Override
    public int begin(BulkStart start) {
      reasons.add(start.reason());
      return 0;
    }

    @Override
    public int ask(BulkId bulk, int atMost) {
      return 0;
    }

    @Override
    public BulkReport end(BulkId bulk, @Nullable String stopped) {
      stops.add(String.valueOf(stopped));
      return new BulkReport(0, 0, 0, 0, 0);
    }
  }
}
