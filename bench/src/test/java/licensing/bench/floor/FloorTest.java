package licensing.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import licensing.bench.Peer;
import licensing.bench.Surrounded;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.Surroundings;
import licensing.bench.shop.TemporalClients;
import org.junit.jupiter.api.Test;

class FloorTest {

  @Test
  void sellsALicenseThatIsPaidOnceWhateverIsHeardOfTheSale() throws Exception {
    Surroundings surroundings = Surrounded.by("floor");
    try (ShopFront front = ShopFront.of(surroundings);
        TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build())) {
      TemporalClients.register(
          temporal.newWorker(FloorWorkflow.TASK_QUEUE), FloorProcess.class, front.shop());
      temporal.start();
      Peer floor = new Floor(front, temporal.getWorkflowClient());
      assertThat(Surrounded.soldBy(floor, front)).containsExactly(1, 1, "LICENSED");
      Surrounded.loseAnswerOfNextSale();
      assertThat(Surrounded.soldBy(floor, front)).containsExactly(1, 1, "LICENSED");
    }
  }
}
