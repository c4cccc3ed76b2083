package licensing.bench.many;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import licensing.bench.shop.PeerProcess;
import licensing.bench.shop.Surroundings;
import licensing.bench.shop.TemporalClients;

/**
 * What waits like a purchase and knows nothing: started with an update, told once more, and left
 * with a timer. Whatever of it a worker holds is Temporal's own.
 */
public final class Bare {

  static final String TASK_QUEUE = "bench-bare";

  private Bare() {}

  @WorkflowInterface
  public interface Waiting {

    @WorkflowMethod(name = "Bare")
    void purchase();

    @UpdateMethod(name = "subscribe")
    void subscribe();

    @UpdateMethod(name = "confirmRedirect")
    void confirmRedirect();

    @SignalMethod(name = "paymentSubmitted")
    void paymentSubmitted();
  }

  public static final class Waiter implements Waiting {

    private boolean paid;

    @Override
    public void purchase() {
      var deadline = Workflow.newTimer(Duration.ofDays(2));
      Workflow.await(() -> paid || deadline.isCompleted());
    }

    @Override
    public void subscribe() {}

    @Override
    public void confirmRedirect() {}

    @Override
    public void paymentSubmitted() {
      paid = true;
    }
  }

  /** The program that serves them. */
  public static void main(String[] arguments) throws IOException {
    WorkerFactory workers = TemporalClients.workers(Surroundings.fromEnvironment());
    TemporalClients.worker(workers, TASK_QUEUE).registerWorkflowImplementationTypes(Waiter.class);
    workers.start();
    PeerProcess.serve("");
  }

  /** One more waits. */
  static void park(WorkflowClient temporal) {
    String id = "bare-" + UUID.randomUUID();
    Waiting process =
        temporal.newWorkflowStub(
            Waiting.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TASK_QUEUE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    WorkflowClient.executeUpdateWithStart(
        process::subscribe,
        TemporalClients.update("subscribe"),
        new WithStartWorkflowOperation<>(process::purchase));
    temporal
        .newUntypedWorkflowStub(id)
        .startUpdate(TemporalClients.update("confirmRedirect"))
        .getResult();
  }
}
