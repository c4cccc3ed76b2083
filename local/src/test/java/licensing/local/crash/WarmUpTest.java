package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowClient;
import java.util.List;
import licensing.purchase.PurchaseId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each worker that starts tries itself, which is nobody's purchase. */
@ExtendWith(OneScene.class)
class WarmUpTest {

  private final Scene scene;

  WarmUpTest(Scene scene) {
    this.scene = scene;
  }

  @Test
  void isInNoListOfPurchasesOrOutcomes() {
    try (Operator operator = new Operator(scene.stack())) {
      WorkflowClient temporal = operator.temporal();
      await()
          .atMost(Scene.PATIENCE)
          .until(() -> count(temporal, "WorkflowType = 'WarmUp' and CloseTime is not null") > 0);

      assertThat(temporal.listExecutions("WorkflowType = 'Purchase'"))
          .allMatch(
              found -> PurchaseId.ofWorkflow(found.getExecution().getWorkflowId()).isPresent());
      assertThat(count(temporal, "WorkflowType != 'Purchase' and Outcome is not null")).isZero();
    }
  }

  /** Its training ended well, beside nothing or beside a worker that serves. */
  @Test
  void startsWithWhatAnEarlierRunHasLearned() {
    for (String program : List.of("worker", "web")) {
      assertThat(scene.stack().process(program).orElseThrow().info().arguments().orElseThrow())
          .as(program)
          .anyMatch(option -> option.startsWith("-XX:AOTCache="));
    }
  }

  /** As the build wrote them down. */
  @Test
  void looksForNoBeans() {
    for (String program : List.of("worker", "web")) {
      assertThat(scene.log(program)).as(program).contains("Starting AOT-processed ");
    }
  }

  private static long count(WorkflowClient temporal, String query) {
    return temporal.countWorkflows(query).getCount();
  }
}
