package licensing.bench.shop;

import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.time.Duration;
import licensing.bench.Peer.History;

/** How peers on Temporal reach it, and what their workers are set to, as the product's is. */
public final class TemporalClients {

  // A purchase kept by a dead worker goes to another one after so long, instead of after 5 s.
  private static final Duration DEAD_WORKER = Duration.ofSeconds(1);

  private TemporalClients() {}

  public static WorkflowClient of(Surroundings surroundings) {
    return WorkflowClient.newInstance(
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(surroundings.temporal()).build()));
  }

  /** Serves the purchases of one peer, until its program is ended. */
  public static void serve(String taskQueue, Class<?> process) throws IOException {
    Surroundings surroundings = Surroundings.fromEnvironment();
    Shop shop = new Shop(surroundings.database(), new CardPayments(surroundings));
    WorkerFactory factory = workers(surroundings);
    register(worker(factory, taskQueue), process, shop);
    factory.start();
    PeerProcess.serve("");
  }

  /** None yet, and not started. */
  public static WorkerFactory workers(Surroundings surroundings) {
    return WorkerFactory.newInstance(
        of(surroundings),
        WorkerFactoryOptions.newBuilder()
            .setUsingVirtualWorkflowThreads(true)
            .setWorkflowCacheSize(2_000)
            .build());
  }

  public static Worker worker(WorkerFactory factory, String taskQueue) {
    return factory.newWorker(taskQueue, workerOptions());
  }

  /** The process of one peer, with its steps. */
  public static void register(Worker worker, Class<?> process, ShopSteps steps) {
    worker.registerWorkflowImplementationTypes(process);
    worker.registerActivitiesImplementations(steps);
  }

  private static WorkerOptions workerOptions() {
    return WorkerOptions.newBuilder()
        .setStickyQueueScheduleToStartTimeout(DEAD_WORKER)
        .setMaxConcurrentWorkflowTaskExecutionSize(20)
        .setMaxConcurrentLocalActivityExecutionSize(20)
        .setMaxConcurrentActivityExecutionSize(50)
        .setUsingVirtualThreads(true)
        .build();
  }

  public static History history(WorkflowClient client, String workflowId) {
    WorkflowExecutionDescription workflow = client.newUntypedWorkflowStub(workflowId).describe();
    return new History(
        workflow.getHistoryLength(),
        workflow.getRawDescription().getWorkflowExecutionInfo().getHistorySizeBytes());
  }

  /** Called once, however often it is asked for, and waited for until it has its answer. */
  public static UpdateOptions<Void> update(String name) {
    return UpdateOptions.newBuilder(Void.class)
        .setUpdateName(name)
        .setUpdateId(name)
        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
        .build();
  }
}
