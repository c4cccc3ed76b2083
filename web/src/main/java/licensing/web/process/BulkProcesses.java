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
import org.springframework.stereotype.Component;

/** The processes of bulk runs, as the console speaks to them. Every call answers within 3 s. */
@Component
public final class BulkProcesses implements AutoCloseable {

  private final WorkflowClient client;
  private final CallsInTime inTime = new CallsInTime();

  BulkProcesses(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Begins a run. Its id is one run for ever: what was begun under it before stays as it is, and is
   * {@link Answer.AlreadyEnded}, whether or not it goes on still.
   */
  public Answer<BulkId> begin(BulkStart start) {
    var process = client.newUntypedWorkflowStub(BulkWorkflow.TYPE, options(start));
    return called(start.id(), () -> process.start(start));
  }

  /** Whether there is such a run, of which nothing may be recorded yet, and whether it goes on. */
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

  /**
   * Stops a run: what is not asked by then stays unasked. Repeatable.
   *
   * @param operator who stops it
   * @param reason in their words
   */
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
