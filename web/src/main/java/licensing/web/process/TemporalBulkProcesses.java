package licensing.web.process;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;

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
    var process = client.newUntypedWorkflowStub(bulk.workflowId());
    var status = Asking.answer(() -> inTime.call(() -> process.describe().getStatus()));
    return switch (status) {
      case Answer.Accepted(var now) when now == WORKFLOW_EXECUTION_STATUS_RUNNING ->
          new Answer.Accepted<>(bulk);
      case Answer.Accepted<?> _, Answer.AlreadyEnded<?> _ -> new Answer.AlreadyEnded<>();
      case Answer.NotFound<?> _ -> new Answer.NotFound<>();
      case Answer.NotConfirmed<?> _, Answer.Refused<?> _ -> new Answer.NotConfirmed<>();
    };
  }

  @Override
  public Answer<BulkId> stop(BulkId bulk, String operator, String reason) {
    var process = client.newUntypedWorkflowStub(bulk.workflowId());
    return called(bulk, () -> process.cancel(operator + ": " + reason));
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
