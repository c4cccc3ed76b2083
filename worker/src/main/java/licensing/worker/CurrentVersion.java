package licensing.worker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentResponse;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkerDeploymentVersion;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * The version of the workers on which whatever is new begins. What is under way stays on the one
 * that began it.
 */
@Component
class CurrentVersion {

  /**
   * Workers that are ready have asked for work, but the server may not have heard of each queue.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** The server's answers where workers of the version are missing, or do not serve all queues. */
  private static final Set<Status.Code> NOT_SERVED =
      Set.of(Status.Code.NOT_FOUND, Status.Code.FAILED_PRECONDITION);

  private final WorkflowClient temporal;
  private final WorkerDeploymentVersion own;

  CurrentVersion(WorkflowClient temporal, WorkerDeploymentVersion own) {
    this.temporal = temporal;
    this.own = own;
  }

  /**
   * Makes this program's version the current one where none is, before it has a worker: whatever is
   * begun without a current version waits for one. Where there is one, it stays: to exchange it is
   * a step of its own.
   */
  void setFirst() {
    if (!isAny()) {
      set(true);
    }
  }

  /**
   * Makes this program's version the current one, once its workers serve all that those of the
   * current one do.
   *
   * @throws StatusRuntimeException where they still do not after a minute
   */
  void set() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isSet(deadline)) {
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private boolean isSet(long deadline) {
    try {
      set(false);
      return true;
    } catch (StatusRuntimeException refused) {
      if (NOT_SERVED.contains(refused.getStatus().getCode()) && System.nanoTime() < deadline) {
        return false;
      }
      throw refused;
    }
  }

  private boolean isAny() {
    try {
      DescribeWorkerDeploymentResponse deployment =
          temporal
              .getWorkflowServiceStubs()
              .blockingStub()
              .describeWorkerDeployment(
                  DescribeWorkerDeploymentRequest.newBuilder()
                      .setNamespace(temporal.getOptions().getNamespace())
                      .setDeploymentName(own.getDeploymentName())
                      .build());
      return deployment.getWorkerDeploymentInfo().getRoutingConfig().hasCurrentDeploymentVersion();
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw refused;
    }
  }

  private void set(boolean withoutWorkers) {
    temporal
        .getWorkflowServiceStubs()
        .blockingStub()
        .setWorkerDeploymentCurrentVersion(
            SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                .setNamespace(temporal.getOptions().getNamespace())
                .setDeploymentName(own.getDeploymentName())
                .setBuildId(own.getBuildId())
                .setIdentity(temporal.getOptions().getIdentity())
                .setAllowNoPollers(withoutWorkers)
                .build());
  }
}
