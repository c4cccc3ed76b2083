package licensing.local;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;

/** How tests ask a stack's Temporal themselves. */
public final class TemporalCalls {

  /** The usual ten seconds are not enough where four suites start their stacks at once. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private TemporalCalls() {}

  /** Connected: the first call of others waits for that with what it has left of ten seconds. */
  public static WorkflowServiceStubs to(LocalStack stack) {
    return WorkflowServiceStubs.newConnectedServiceStubs(
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(stack.get("TEMPORAL_ADDRESS"))
            .setRpcTimeout(PATIENCE)
            .build(),
        PATIENCE);
  }
}
