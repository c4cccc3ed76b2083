package licensing.bulk.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import licensing.bulk.jdbc.PurchaseDesk.Reply;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PurchaseDeskTest {

  private final PurchaseId purchase = PurchaseId.random();
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();
  private final PurchaseDesk desk = new PurchaseDesk(temporal.getWorkflowClient());

  @AfterEach
  void close() {
    desk.close();
    temporal.close();
  }

  @Test
  void theSameKeyIsOneQuestionWhateverItSays() {
    startPurchase();

    assertThat(ask("back again", 7, "k")).isEqualTo(Reply.DONE);
    assertThat(ask("back again", 8, "k")).isEqualTo(Reply.DONE);

    assertThat(heard()).isEqualTo(List.of("ann on 7: back again"));
  }

  @Test
  void aRefusalIsRead() {
    startPurchase();

    assertThat(ask("refuse", 7, "k")).isEqualTo(Reply.refused(Refusal.NOTHING_TO_RETRY));
  }

  @Test
  void whatIsNoRefusalIsNoAnswer() {
    startPurchase();

    assertThat(ask("break", 7, "k")).isEqualTo(Reply.NOT_ANSWERED);
  }

  @Test
  void nobodyIsThereOnceItEndedOrWhereItNeverWas() {
    startPurchase();
    heard();

    // The in-memory server has no other words for it than for one that never was.
    assertThat(ask("too late", 8, "l")).isIn(Reply.refused(Refusal.ENDED), Reply.NO_PROCESS);
    assertThat(desk.ask(PurchaseId.random(), command("back again", 7), "k"))
        .isEqualTo(Reply.NO_PROCESS);
  }

  @Test
  void waitsForSecondsOnly() {
    start();

    Instant asked = Instant.now();
    assertThat(ask("back again", 7, "k")).isEqualTo(Reply.NOT_ANSWERED);
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(6));
  }

  private Reply ask(String reason, long version, String key) {
    return desk.ask(purchase, command(reason, version), key);
  }

  private static SupportCommand command(String reason, long version) {
    return new SupportCommand.RetryNow(Fixtures.asked("ann", reason, version));
  }

  private void startPurchase() {
    Worker worker = temporal.newWorker(PurchaseWorkflow.TASK_QUEUE);
    worker.registerWorkflowImplementationTypes(AskedPurchase.class);
    temporal.start();
    start();
  }

  private void start() {
    Asked stub =
        temporal
            .getWorkflowClient()
            .newWorkflowStub(
                Asked.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(purchase.workflowId())
                    .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
                    .build());
    WorkflowClient.start(stub::purchase);
  }

  /** What it was asked until it ended. */
  private List<?> heard() {
    var stub = temporal.getWorkflowClient().newUntypedWorkflowStub(purchase.workflowId());
    ask("end", 0, "the end");
    return stub.getResult(List.class);
  }

  /** As much of a purchase as can be asked. */
  @WorkflowInterface
  public interface Asked {
    @WorkflowMethod(name = "Asked")
    List<String> purchase();

    @UpdateMethod
    void support(SupportCommand command);
  }

  public static class AskedPurchase implements Asked {

    private final List<String> heard = new ArrayList<>();
    private boolean ending;

    @Override
    public List<String> purchase() {
      Workflow.await(() -> ending);
      return heard;
    }

    @Override
    public void support(SupportCommand command) {
      SupportRequest request = command.request();
      switch (request.reason()) {
        case "refuse" -> throw Refusal.NOTHING_TO_RETRY.because("nothing waits");
        case "break" -> throw ApplicationFailure.newFailure("broken", "Defect");
        case "end" -> ending = true;
        default ->
            heard.add(
                "%s on %d: %s"
                    .formatted(request.operator(), request.versionSeen(), request.reason()));
      }
    }
  }
}
