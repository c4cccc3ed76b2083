package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import licensing.local.HeldAnswer;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The worker is killed between any two steps of a purchase, which goes on when it is back. */
@ExtendWith(OneScene.class)
class KilledWorkerTest {

  private static final String SALE = "/transactions HTTP/1.1";
  private static final String CAPTURE = "/submit_for_settlement HTTP/1.1";

  private final Scene scene;
  private Buyer buyer;

  KilledWorkerTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void login() {
    buyer = scene.buyer("buyer");
  }

  @Test
  void sellsOnceWhenKilledAfterSubscribe() {
    String purchase = buyer.subscribed(11);
    restartWorker();
    assertThat(buyer.goOn(buyer.prompt(purchase)).location()).isEqualTo(purchase + "/payment");
    buyer.pay(purchase, Card.GOOD);
    scene.assertSold(buyer, purchase, 11);
  }

  @Test
  void sellsOnceWhenKilledAfterConfirm() {
    String purchase = buyer.confirmed(12);
    restartWorker();
    buyer.pay(purchase, Card.GOOD);
    scene.assertSold(buyer, purchase, 12);
  }

  @Test
  void sellsOnceWhenTheCallbackWasStoredWhileTheWorkerWasDead() {
    String purchase = buyer.confirmed(13);
    scene.stack().kill("worker");
    buyer.pay(purchase, Card.GOOD);
    assertThat(scene.records().attemptState(purchase)).isEqualTo("SUBMITTED");
    scene.assertNotCharged(purchase);
    scene.stack().start("worker");
    scene.assertSold(buyer, purchase, 13);
  }

  @Test
  void sellsOnceWhenKilledBeforeItHeardThatTheMoneyIsHeld() throws InterruptedException {
    String purchase = buyer.confirmed(14);
    HeldAnswer sale = scene.platformTap().hold(SALE, "HTTP/1.1 201");
    buyer.pay(purchase, Card.GOOD);
    sale.awaitGiven();
    scene.stack().kill("worker");
    assertThat(scene.ledger().of(purchase)).singleElement().matches(isIn("authorized"));
    assertThat(scene.records().attemptState(purchase)).isEqualTo("CHARGING");
    scene.stack().start("worker");
    scene.assertSold(buyer, purchase, 14);
  }

  @Test
  void sellsOnceWhenKilledBeforeItHeardThatTheLicenseIsActive() throws InterruptedException {
    String purchase = buyer.confirmed(15);
    HeldAnswer activation = scene.databaseTap().hold("insert into licenses", "COMMIT\0");
    buyer.pay(purchase, Card.GOOD);
    activation.awaitGiven();
    scene.stack().kill("worker");
    assertThat(scene.records().licenses(purchase)).isEqualTo(1);
    assertThat(scene.ledger().of(purchase)).singleElement().matches(isIn("authorized"));
    scene.stack().start("worker");
    scene.assertSold(buyer, purchase, 15);
  }

  @Test
  void sellsOnceWhenKilledBeforeItHeardThatTheMoneyIsTaken() throws InterruptedException {
    String purchase = buyer.confirmed(16);
    HeldAnswer capture = scene.platformTap().hold(CAPTURE, "HTTP/1.1 200");
    buyer.pay(purchase, Card.GOOD);
    capture.awaitGiven();
    scene.stack().kill("worker");
    assertThat(scene.ledger().of(purchase))
        .singleElement()
        .matches(isIn("submitted_for_settlement"));
    assertThat(scene.records().outcome(purchase)).isNull();
    scene.stack().start("worker");
    scene.assertSold(buyer, purchase, 16);
  }

  private static Predicate<Ledger.Entry> isIn(String status) {
    return entry -> entry.status().equals(status);
  }

  private void restartWorker() {
    scene.stack().kill("worker");
    scene.stack().start("worker");
  }
}
