package licensing.web.process;

import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import licensing.bulk.BulkId;
import licensing.bulk.BulkStart;
import licensing.bulk.BulkWorkflow;
import licensing.purchase.PurchaseWorkflow;
import licensing.temporal.CallsInTime;

/** Starts and stops workflows, each call with a deadline that a person can wait for. */
final class TemporalBulkProcesses implements BulkProcesses, AutoCloseable {

  private final WorkflowClient client;
  private final CallsInTime inTime = new CallsInTime();

  TemporalBulkProcesses(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public Answer<BulkId> begin(BulkStart start) {
    var process = client.newUntypedWorkflowStub(BulkWorkflow.TYPE, options(start));
    return called(start.id(), () -> process.start(start));
  }

  @Override
  public Answer<BulkId> find(BulkId bulk) {
    return called(bulk, () -> client.newUntypedWorkflowStub(bulk.workflowId()).describe());
  }

  @Override
  public Answer<BulkId> stop(BulkId bulk) {
    return called(bulk, () -> client.newUntypedWorkflowStub(bulk.workflowId()).cancel());
  }

  @Override
  public void close() {
    inTime.close();
  }

  private Answer<BulkId> called(BulkId bulk, Runnable call) {
    return Asking.answer(
        () ->
            inTime.call(
                () -> {
                  call.run();
                  return bulk;
                }));
  }

  private static WorkflowOptions options(BulkStart start) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(start.id().workflowId())
        .setTaskQueue(PurchaseWorkflow.TASK_QUEUE)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setStaticSummary(
            "%s: up to %d purchases".formatted(start.action().words(), start.confirmed()))
        .build();
  }
}
