package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.schedule.v1.Schedule;
import java.io.IOException;
import java.time.Duration;
import licensing.audit.AuditWorkflow;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command that shows to anyone whether the ledgers agree. */
@ExtendWith(OneScene.class)
class AuditTest {

  private final Scene scene;

  AuditTest(Scene scene) {
    this.scene = scene;
  }

  @Test
  void isScheduledEveryHour() {
    try (Operator operator = new Operator(scene.stack())) {
      Schedule audits = operator.schedule("audits");

      assertThat(audits.getSpec().getIntervalList())
          .singleElement()
          .returns(Duration.ofHours(1).toSeconds(), every -> every.getInterval().getSeconds());
      assertThat(audits.getAction().getStartWorkflow())
          .returns("Audit", start -> start.getWorkflowType().getName())
          .returns(AuditWorkflow.TASK_QUEUE, start -> start.getTaskQueue().getName());
      assertThat(audits.getState().getPaused()).isFalse();
    }
  }

  @Test
  void saysThatTheLedgersAgreeAndThenWhatDoesNot() throws IOException, InterruptedException {
    Buyer buyer = scene.buyer("buyer");
    String purchase = buyer.confirmed(2);
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 2);
    assertThat(scene.audit(0)).contains("findings=0");

    String reference = scene.ledger().of(purchase).getFirst().id();
    scene.gateway().transaction().voidTransaction(reference);

    assertThat(scene.audit(1)).contains("money-given-back", reference, "findings=1");
  }
}
