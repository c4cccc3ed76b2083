package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import licensing.local.HeldMessage;
import licensing.local.OwnStackSuite;
import licensing.local.Standby;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.purchase.PurchaseId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL dies, and a standby takes its place under the same address; what Temporal keeps of it
 * is encrypted.
 */
@Tag(OwnStackSuite.TAG)
class FailoverTest {

  /** Until the process has noticed that the records are there again, and looked up the payment. */
  private static final Duration GOES_ON = Duration.ofSeconds(45);

  private static final Map<String, String> ENCRYPTED =
      Map.of("TEMPORAL_PAYLOAD_KEYS", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");

  @Test
  void losesNothingThatWasAcknowledged() throws Exception {
    try (Scene scene = Scene.start(ENCRYPTED);
        Operator operator = new Operator(scene.stack());
        Standby standby = scene.standby()) {
      Buyer buyer = scene.buyer("buyer");
      String confirmed = buyer.confirmed(94);
      String paid = buyer.confirmed(95);
      HeldMessage sale =
          scene
              .platformTap()
              .beforeAnswer(
                  KilledWorkerTest.SALE, "HTTP/1.1 201", () -> scene.stack().kill("postgres"));
      buyer.pay(paid, Card.GOOD);
      sale.awaitHeld();

      standby.takeOver();

      scene.accounts().assertSold(buyer, paid, 95, GOES_ON);
      buyer.pay(confirmed, Card.GOOD);
      scene.accounts().assertSold(buyer, confirmed, 94, GOES_ON);
      assertThat(scene.audit(0)).contains("findings=0");
      String history =
          operator.history(operator.run(PurchaseId.of(Buyer.purchaseAt(paid)))).toString();
      assertThat(history)
          .contains("binary/encrypted")
          .doesNotContain(scene.records().licenseKey(paid), "capture attempt");
    }
  }
}
