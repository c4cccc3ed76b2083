package licensing.purchase;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.File;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Replays of histories. A replay is not repeated as a workflow task would be, and the code of a
 * busy machine's first one takes longer to be loaded than the second after which the SDK believes
 * in a deadlock.
 */
public final class Replays {

  private Replays() {}

  /** Throws where the workflow's code does other than the history says. */
  public static void replay(File history, Class<?> workflow) throws Exception {
    replay(WorkflowExecutionHistory.fromJson(Files.readString(history.toPath())), workflow);
  }

  /** Throws where the workflow's code does other than the history says. */
  public static void replay(WorkflowExecutionHistory history, Class<?> workflow) throws Exception {
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      Worker worker =
          temporal.newWorker(
              "replays",
              WorkerOptions.newBuilder()
                  .setDefaultDeadlockDetectionTimeout(Duration.ofMinutes(1).toMillis())
                  .build());
      worker.registerWorkflowImplementationTypes(workflow);
      WorkflowReplayer.replayWorkflowExecution(history, worker);
    }
  }
}
