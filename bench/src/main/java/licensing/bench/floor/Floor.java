package licensing.bench.floor;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import java.util.UUID;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.ShopPeer;
import licensing.bench.shop.TemporalClients;

/** Its buyers speak to Temporal directly. */
public record Floor(ShopFront front, WorkflowClient client) implements ShopPeer {

  @Override
  public String name() {
    return "floor";
  }

  @Override
  public void subscribe(UUID purchase) {
    FloorWorkflow process =
        client.newWorkflowStub(
            FloorWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId(purchase))
                .setTaskQueue(FloorWorkflow.TASK_QUEUE)
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .build());
    WorkflowClient.executeUpdateWithStart(
        process::subscribe,
        update("subscribe"),
        new WithStartWorkflowOperation<>(process::purchase, purchase));
  }

  @Override
  public void confirm(UUID purchase) {
    client
        .newUntypedWorkflowStub(workflowId(purchase))
        .startUpdate(update("confirmRedirect"))
        .getResult();
  }

  @Override
  public void pay(UUID purchase, String nonce) {
    front.shop().handIn(purchase, nonce);
    client.newUntypedWorkflowStub(workflowId(purchase)).signal("paymentSubmitted");
  }

  @Override
  public History history(UUID purchase) {
    return TemporalClients.history(client, workflowId(purchase));
  }

  private static UpdateOptions<Void> update(String name) {
    return UpdateOptions.newBuilder(Void.class)
        .setUpdateName(name)
        .setUpdateId(name)
        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
        .build();
  }

  private static String workflowId(UUID purchase) {
    return "floor-" + purchase;
  }
}
