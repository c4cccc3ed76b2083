package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import licensing.local.HeldMessage;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.purchase.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The connection breaks after the platform has acted; the JDK would ask a second time by itself.
 */
@ExtendWith(OneScene.class)
class CutConnectionTest {

  private final Scene scene;

  CutConnectionTest(Scene scene) {
    this.scene = scene;
  }

  @Test
  void asksForTheMoneyOnceAndLooksUpWhatBecameOfIt() throws InterruptedException {
    Buyer buyer = scene.buyer("buyer");
    String purchase = buyer.confirmed(71);
    HeldMessage sale = scene.platformTap().cutAnswer(KilledWorkerTest.SALE, "HTTP/1.1 201");
    buyer.pay(purchase, Card.GOOD);
    sale.awaitHeld();
    scene.accounts().assertSold(buyer, purchase, 71, Timeouts.PRODUCTION.firstRetry());
    assertThat(sale.timesAsked()).isEqualTo(1);
    assertThat(scene.ledger().of(purchase)).hasSize(1);
  }
}
