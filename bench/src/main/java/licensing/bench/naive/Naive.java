package licensing.bench.naive;

import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import licensing.bench.naive.NaiveWorkflow.Status;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.ShopPeer;
import licensing.bench.shop.TemporalClients;

/** Its buyers start and signal, and ask until they see what came of it. */
public record Naive(ShopFront front, WorkflowClient client) implements ShopPeer {

  /** As a page asks that is to seem quick. */
  private static final Duration ASKS_EVERY = Duration.ofMillis(200);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public void subscribe(UUID purchase) throws Exception {
    NaiveWorkflow process =
        client.newWorkflowStub(
            NaiveWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId(purchase))
                .setTaskQueue(NaiveWorkflow.TASK_QUEUE)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .build());
    try {
      WorkflowClient.start(process::purchase, purchase);
    } catch (WorkflowExecutionAlreadyStarted again) {
      // The buyer clicked again: it is the same purchase.
    }
    await(purchase, Status.TERMS_PRESENTED, PATIENCE);
  }

  @Override
  public void confirm(UUID purchase) throws Exception {
    process(purchase).confirmRedirect();
    await(purchase, Status.REDIRECT_CONFIRMED, PATIENCE);
  }

  @Override
  public void pay(UUID purchase, String nonce) {
    front.shop().handIn(purchase, nonce);
    process(purchase).paymentSubmitted();
  }

  @Override
  public void awaitHome(UUID purchase, Duration patience) throws Exception {
    await(purchase, Status.LICENSE_ACTIVE, patience);
  }

  @Override
  public void awaitEnd(UUID purchase, Duration patience) throws Exception {
    await(purchase, Status.LICENSED, patience);
  }

  @Override
  public History history(UUID purchase) {
    return TemporalClients.history(client, workflowId(purchase));
  }

  private void await(UUID purchase, Status status, Duration patience)
      throws InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!hasReached(purchase, status)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("Purchase " + purchase + " does not go on.");
      }
      Thread.sleep(ASKS_EVERY);
    }
  }

  /** A page would ask again: the server answers no query of a queue that nobody seems to poll. */
  private boolean hasReached(UUID purchase, Status status) {
    try {
      return process(purchase).status().compareTo(status) >= 0;
    } catch (WorkflowServiceException notNow) {
      return false;
    }
  }

  private NaiveWorkflow process(UUID purchase) {
    return client.newWorkflowStub(NaiveWorkflow.class, workflowId(purchase));
  }

  private static String workflowId(UUID purchase) {
    return "naive-" + purchase;
  }
}
