package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.common.v1.WorkflowExecution;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import licensing.local.TappedStack;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.purchase.PurchaseId;
import org.junit.jupiter.api.Test;

/** Workers of two versions run side by side, as they do in every deploy. */
class MixedDeployTest {

  /** Of a stack on one machine. */
  private static final String VERSION = "local";

  private static final String NEXT = "1.1.0";

  /** As docs/production.md says. */
  private static final String OPEN_ON_THE_OLD =
      "TemporalWorkerDeploymentVersion = \"purchases:%s\"".formatted(VERSION)
          + " and ExecutionStatus = \"Running\"";

  @Test
  void eachPurchaseEndsOnTheVersionThatBeganIt() throws Exception {
    try (Scene scene = Scene.beforeVersion(NEXT);
        Operator operator = new Operator(scene.stack())) {
      Buyer buyer = scene.buyer("buyer");
      String subscribed = buyer.subscribed(81);
      String confirmed = buyer.confirmed(82);
      String waiting = buyer.confirmed(83);
      String moved = buyer.confirmed(84);

      scene.makeNextVersionCurrent();

      await()
          .atMost(Scene.PATIENCE)
          .until(() -> open(operator).containsAll(List.of(id(subscribed), id(moved))));
      String begunLater = buyer.confirmed(85);
      buyer.pay(begunLater, Card.GOOD);
      scene.accounts().assertSold(buyer, begunLater, 85);
      assertThat(versions(operator, begunLater)).containsExactly(NEXT);

      buyer.pay(confirmed, Card.GOOD);
      scene.accounts().assertSold(buyer, confirmed, 82);
      assertThat(versions(operator, confirmed)).containsExactly(VERSION);
      assertThat(workers(operator, confirmed))
          .containsExactly(pid(scene, TappedStack.WORKER))
          .doesNotContain(pid(scene, TappedStack.SECOND_WORKER));

      assertThat(buyer.continued(subscribed)).isEqualTo(subscribed + "/payment");
      buyer.pay(subscribed, Card.GOOD);
      scene.accounts().assertSold(buyer, subscribed, 81);
      assertThat(versions(operator, subscribed)).containsExactly(VERSION);

      scene.stack().kill(TappedStack.WORKER);
      buyer.pay(waiting, Card.GOOD);
      buyer.pay(moved, Card.GOOD);
      move(scene, moved);
      scene.accounts().assertSold(buyer, moved, 84);
      assertThat(versions(operator, moved)).containsExactlyInAnyOrder(VERSION, NEXT);
      scene.accounts().assertNotCharged(waiting);

      scene.stack().start(TappedStack.WORKER);
      scene.accounts().assertSold(buyer, waiting, 83);
      assertThat(versions(operator, waiting)).containsExactly(VERSION);
      assertThat(scene.audit(0)).contains("findings=0");
    }
  }

  private static List<String> open(Operator operator) {
    return operator
        .temporal()
        .listExecutions(OPEN_ON_THE_OLD)
        .map(found -> found.getExecution().getWorkflowId())
        .toList();
  }

  /** As operators are told to where no worker of its version will come back. */
  private static void move(Scene scene, String purchase) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                scene.temporalCli().toString(),
                "workflow",
                "update-options",
                "--address=" + scene.stack().get("TEMPORAL_ADDRESS"),
                "--workflow-id=" + id(purchase),
                "--versioning-override-behavior=pinned",
                "--versioning-override-deployment-name=purchases",
                "--versioning-override-build-id=" + NEXT)
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private static Set<String> versions(Operator operator, String purchase) {
    return operator.versions(run(operator, purchase));
  }

  private static Set<String> workers(Operator operator, String purchase) {
    return operator.workers(run(operator, purchase));
  }

  private static String id(String purchase) {
    return PurchaseId.of(Buyer.purchaseAt(purchase)).workflowId();
  }

  private static WorkflowExecution run(Operator operator, String purchase) {
    return operator.run(PurchaseId.of(Buyer.purchaseAt(purchase)));
  }

  private static String pid(Scene scene, String worker) {
    return Long.toString(scene.stack().process(worker).orElseThrow().pid());
  }
}
