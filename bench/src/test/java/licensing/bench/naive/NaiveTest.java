package licensing.bench.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import licensing.bench.Surrounded;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.Surroundings;
import licensing.bench.shop.TemporalClients;
import licensing.purchase.PurchaseWorkflow.PurchaseSearchAttributes;
import org.junit.jupiter.api.Test;

class NaiveTest {

  @Test
  void sellsALicenseThatIsPaidOnceWhateverIsHeardOfTheSale() throws Exception {
    Surroundings surroundings = Surrounded.by("naive");
    TestEnvironmentOptions.Builder server =
        TestEnvironmentOptions.newBuilder().setUseTimeskipping(false);
    PurchaseSearchAttributes.REGISTERED.forEach(server::registerSearchAttribute);
    try (ShopFront front = ShopFront.of(surroundings);
        TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(server.build())) {
      TemporalClients.register(
          temporal.newWorker(NaiveWorkflow.TASK_QUEUE), NaiveProcess.class, front.shop());
      temporal.start();
      Naive naive = new Naive(front, temporal.getWorkflowClient());
      assertThat(Surrounded.soldBy(naive, front)).containsExactly(1, 1, "LICENSED");
      Surrounded.loseAnswerOfNextSale();
      assertThat(Surrounded.soldBy(naive, front)).containsExactly(1, 1, "LICENSED");
    }
  }
}
