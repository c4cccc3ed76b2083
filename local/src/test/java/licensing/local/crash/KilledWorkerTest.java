package licensing.local.crash;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import licensing.local.HeldMessage;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow;
import licensing.purchase.Timeouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The worker is killed between any two steps of a purchase, which goes on when it is back. */
@ExtendWith(OneScene.class)
class KilledWorkerTest {

  static final String SALE = "/transactions HTTP/1.1";
  private static final String CAPTURE = "/submit_for_settlement HTTP/1.1";

  private static final int CROWD = 25;

  private static final Timeouts WAITS = Timeouts.PRODUCTION;

  /** From the death on. Without heartbeats it would take as long as the platform may take. */
  private static final Duration SALE_IS_MISSED = WAITS.heartbeat().plus(WAITS.firstRetry());

  private static final Duration CAPTURE_IS_MISSED =
      WAITS.heartbeat().plus(WAITS.firstRetry().dividedBy(2));

  /** The time that a workflow task has, of which the activation is a part. */
  private static final Duration ACTIVATION_IS_MISSED = PurchaseWorkflow.TASK_TIMEOUT;

  /** As the worker's settings say: Temporal's default would be five seconds. */
  private static final Duration PURCHASE_IS_TAKEN_OVER = Duration.ofSeconds(1);

  private final Scene scene;
  private final MortalWorker worker;
  private Buyer buyer;

  KilledWorkerTest(Scene scene) {
    this.scene = scene;
    worker = new MortalWorker(scene.stack());
  }

  @BeforeEach
  void login() {
    buyer = scene.buyer("buyer");
  }

  /** One death for all three, since each waits for the buyer and not for another. */
  @Test
  void sellsOnceWhenKilledWhileItWaitsForTheBuyer() {
    String subscribed = buyer.subscribed(11);
    String confirmed = buyer.confirmed(12);
    String handedIn = buyer.confirmed(13);
    worker.kill();
    buyer.pay(handedIn, Card.GOOD);
    assertThat(scene.records().attemptState(handedIn)).isEqualTo("SUBMITTED");
    scene.accounts().assertNotCharged(handedIn);
    worker.start();
    sellsOnceWhenTheCallbackWasStoredWhileTheWorkerWasDead(handedIn);
    sellsOnceWhenKilledAfterConfirm(confirmed);
    sellsOnceWhenKilledAfterSubscribe(subscribed);
  }

  private void sellsOnceWhenTheCallbackWasStoredWhileTheWorkerWasDead(String purchase) {
    scene.accounts().assertSold(buyer, purchase, 13, worker.leftOf(PURCHASE_IS_TAKEN_OVER));
  }

  private void sellsOnceWhenKilledAfterConfirm(String purchase) {
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 12, PURCHASE_IS_TAKEN_OVER);
  }

  private void sellsOnceWhenKilledAfterSubscribe(String purchase) {
    assertThat(buyer.continued(purchase)).isEqualTo(purchase + "/payment");
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 11, PURCHASE_IS_TAKEN_OVER);
  }

  @Test
  void sellsOnceWhenKilledBeforeItHeardThatTheMoneyIsHeld() throws InterruptedException {
    String purchase = buyer.confirmed(14);
    HeldMessage sale = scene.platformTap().holdAnswer(SALE, "HTTP/1.1 201");
    buyer.pay(purchase, Card.GOOD);
    sale.awaitHeld();
    worker.kill();
    assertThat(scene.ledger().of(purchase)).singleElement().matches(isIn("authorized"));
    assertThat(scene.records().attemptState(purchase)).isEqualTo("CHARGING");
    worker.start();
    scene.accounts().assertSold(buyer, purchase, 14, worker.leftOf(SALE_IS_MISSED));
  }

  @Test
  void sellsOnceWhenKilledBeforeItHeardThatTheLicenseIsActive() throws InterruptedException {
    String purchase = buyer.confirmed(15);
    HeldMessage activation = scene.databaseTap().holdAnswer("insert into licenses", "COMMIT\0");
    buyer.pay(purchase, Card.GOOD);
    activation.awaitHeld();
    worker.kill();
    assertThat(scene.records().licenses(purchase)).isEqualTo(1);
    assertThat(scene.ledger().of(purchase)).singleElement().matches(isIn("authorized"));
    worker.start();
    scene.accounts().assertSold(buyer, purchase, 15, worker.leftOf(ACTIVATION_IS_MISSED));
    try (Operator operator = new Operator(scene.stack())) {
      PurchaseId id = PurchaseId.of(Buyer.purchaseAt(purchase));
      assertThat(operator.missed(operator.run(id)))
          .singleElement(as(DURATION))
          .isBetween(ACTIVATION_IS_MISSED, ACTIVATION_IS_MISSED.plusSeconds(1));
    }
  }

  @Test
  void sellsOnceWhenKilledBeforeItHeardThatTheMoneyIsTaken() throws InterruptedException {
    String purchase = buyer.confirmed(16);
    HeldMessage capture = scene.platformTap().holdAnswer(CAPTURE, "HTTP/1.1 200");
    buyer.pay(purchase, Card.GOOD);
    capture.awaitHeld();
    worker.kill();
    assertThat(scene.ledger().of(purchase))
        .singleElement()
        .matches(isIn("submitted_for_settlement"));
    assertThat(scene.records().outcome(purchase)).isNull();
    worker.start();
    scene.accounts().assertSold(buyer, purchase, 16, worker.leftOf(CAPTURE_IS_MISSED));
  }

  /** All at once, for a worker that is cold: slow as it is, it takes none of them for stuck. */
  @Test
  void takesOnACrowdThatWaitedForItWithoutStumbling() {
    List<String> crowd = IntStream.range(0, CROWD).mapToObj(each -> buyer.confirmed(1)).toList();
    worker.kill();
    Together.clicked(
        crowd.stream().map(each -> (Callable<Page>) () -> buyer.pay(each, Card.GOOD)).toList());
    worker.start();
    try (Operator operator = new Operator(scene.stack())) {
      assertThat(crowd).allSatisfy(purchase -> assertSoldSmoothly(purchase, operator));
    }
  }

  private void assertSoldSmoothly(String purchase, Operator operator) {
    scene.records().awaitEnd(purchase, Scene.PATIENCE.multipliedBy(2));
    assertThat(scene.records().outcome(purchase)).isEqualTo("LICENSED");
    assertThat(scene.ledger().of(purchase)).hasSize(1);
    PurchaseId id = PurchaseId.of(Buyer.purchaseAt(purchase));
    assertThat(operator.failedTasks(operator.run(id))).isEmpty();
  }

  private static Predicate<Ledger.Entry> isIn(String status) {
    return entry -> entry.status().equals(status);
  }
}
