package licensing.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import licensing.temporal.CallResult.NotConfirmed;
import licensing.temporal.CallResult.TemporalErrors;
import org.junit.jupiter.api.Test;

class CallResultTest {

  /** Each of those who ask is told to ask again, and none that the console has an error. */
  @Test
  void firstCallsAtOnceOfAServerThatDoesNotAnswerAreNotConfirmed() throws Exception {
    var results = new ArrayList<CallResult<?>>();
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var callers = Executors.newFixedThreadPool(8)) {
      WorkflowServiceStubs stubs = stubs(silent);
      WorkflowClient temporal = WorkflowClient.newInstance(stubs);
      List<Future<CallResult<?>>> calls = new ArrayList<>();
      for (int each = 0; each < 8; each++) {
        calls.add(callers.submit(() -> TemporalErrors.result(() -> started(temporal))));
      }
      for (var call : calls) {
        results.add(call.get());
      }
      stubs.shutdownNow();
    }

    assertThat(results).hasSize(8).allSatisfy(r -> assertThat(r).isInstanceOf(NotConfirmed.class));
  }

  /** Knows nothing yet of what the server can do, and waits less long for it than by default. */
  private static WorkflowServiceStubs stubs(ServerSocket server) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget("127.0.0.1:" + server.getLocalPort())
            .setSystemInfoTimeout(Duration.ofMillis(300))
            .build());
  }

  private static Object started(WorkflowClient temporal) {
    var process =
        temporal.newUntypedWorkflowStub(
            "Purchase",
            WorkflowOptions.newBuilder()
                .setTaskQueue("purchases")
                .setWorkflowId("late")
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build());
    return process.startUpdateWithStart(
        UpdateOptions.<Void>newBuilder()
            .setUpdateName("subscribe")
            .setResultClass(Void.class)
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build(),
        new Object[0],
        new Object[0]);
  }
}
