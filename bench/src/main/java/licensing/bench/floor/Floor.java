package licensing.bench.floor;

import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
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
        TemporalClients.update("subscribe"),
        new WithStartWorkflowOperation<>(process::purchase, purchase));
  }

  @Override
  public void confirm(UUID purchase) {
    client
        .newUntypedWorkflowStub(workflowId(purchase))
        .startUpdate(TemporalClients.update("confirmRedirect"))
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

  private static String workflowId(UUID purchase) {
    return "floor-" + purchase;
  }
}
