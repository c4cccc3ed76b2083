package licensing.web.process;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;

import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import licensing.bulk.BulkId;
import licensing.bulk.BulkWorkflow;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.buyer.Buyer.UserId;
import licensing.keys.SupportSignatures;
import licensing.purchase.PurchaseWorkflow;
import licensing.temporal.CallResult;
import licensing.temporal.CallResult.TemporalErrors;
import licensing.temporal.CallsInTime;
import org.springframework.stereotype.Component;

/** The processes of bulk runs, as the console speaks to them. Every call answers within 3 s. */
@Component
public final class BulkProcesses implements AutoCloseable {

  private final WorkflowClient client;
  private final SupportSignatures signatures;
  private final CallsInTime inTime = new CallsInTime();

  BulkProcesses(WorkflowClient client, SupportSignatures signatures) {
    this.client = client;
    this.signatures = signatures;
  }

  /**
   * Begins a run. Its id is one run for ever: what was begun under it before stays as it is, and is
   * {@link CallResult.AlreadyEnded}, whether or not it goes on still.
   */
  public CallResult<BulkId> begin(BulkStart start) {
    var process = client.newUntypedWorkflowStub(BulkWorkflow.TYPE, options(start));
    return called(start.id(), () -> process.start(signatures.sign(start)));
  }

  /** Whether there is such a run, of which nothing may be recorded yet, and whether it goes on. */
  public CallResult<BulkId> find(BulkId bulk) {
    var process = client.newUntypedWorkflowStub(bulk.workflowId());
    var status = TemporalErrors.result(() -> inTime.call(() -> process.describe().getStatus()));
    return switch (status) {
      case CallResult.Accepted(var now) when now == WORKFLOW_EXECUTION_STATUS_RUNNING ->
          new CallResult.Accepted<>(bulk);
      case CallResult.Accepted<?> _, CallResult.AlreadyEnded<?> _ ->
          new CallResult.AlreadyEnded<>();
      case CallResult.NotFound<?> _ -> new CallResult.NotFound<>();
      case CallResult.NotConfirmed<?> _, CallResult.Refused<?> _ -> new CallResult.NotConfirmed<>();
    };
  }

  /**
   * Stops a run: what is not asked by then stays unasked. Repeatable.
   *
   * @param operator who stops it
   * @param reason in their words
   */
  public CallResult<BulkId> stop(BulkId bulk, UserId operator, String reason) {
    var process = client.newUntypedWorkflowStub(bulk.workflowId());
    return called(bulk, () -> process.cancel(operator + ": " + reason));
  }

  @Override
  public void close() {
    inTime.close();
  }

  private CallResult<BulkId> called(BulkId bulk, Runnable call) {
    return TemporalErrors.result(
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
