package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import licensing.purchase.Timeouts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A program is away: the pages say what is known, and the purchase goes on when it is back. */
@ExtendWith(OneScene.class)
class OutageTest {

  /** The console waits three seconds for Temporal or its records, and not twice. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(5);

  private static final int BUSY_MOMENTS = 2;

  /** After a program is back, those that use it have found it again. */
  private static final Duration BACK_WITHIN = Duration.ofSeconds(5);

  private final Scene scene;
  private Buyer buyer;

  OutageTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void login() {
    buyer = scene.buyer("buyer");
  }

  @Test
  void confirmsTheSameFormWhenTemporalIsBack() {
    Page form = buyer.entryForm();
    scene.stack().kill("temporal");
    Page told = notConfirmed(form, 61);
    scene.stack().start("temporal");
    sellsByAskingAgain(told, 61);
  }

  @Test
  void confirmsTheSameFormWhenAWorkerIsBack() {
    Page form = buyer.entryForm();
    scene.stack().kill("worker");
    Page told = notConfirmed(form, 62);
    scene.stack().start("worker");
    sellsByAskingAgain(told, 62);
  }

  @Test
  void saysThatItsRecordsAreAwayAndSellsWhenTheyAreBack() {
    String purchase = buyer.confirmed(63);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);
    scene.stack().kill("postgres");
    Page down = toldInTime(() -> buyer.handIn(page, nonce));
    assertThat(down.text()).contains("cannot reach its records", "Do not pay again");

    scene.stack().start("postgres");
    await()
        .atMost(BACK_WITHIN.plus(Scene.PATIENCE))
        .until(() -> buyer.paymentPage(purchase).status() == 200);
    assertThat(buyer.handIn(page, nonce).status()).isEqualTo(303);
    scene.accounts().assertSold(buyer, purchase, 63);
  }

  @Test
  void saysThatThePlatformIsDownAndSellsOnceWhenItIsBack() {
    String purchase = buyer.confirmed(64);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);
    scene.stack().kill("platform");
    scene.platformTap().shut();
    Page down = buyer.paymentPage(purchase);
    assertThat(down.status()).isEqualTo(503);
    assertThat(down.text()).contains("The payment service is down", "Nothing was charged.");

    assertThat(buyer.handIn(page, nonce).status()).isEqualTo(303);
    Duration downAfter = waits(1).plus(waits(2)).plus(Scene.PATIENCE);
    buyer.awaitStatus(purchase, "PLATFORM_DOWN-1", downAfter);
    scene.stack().start("platform");
    scene.platformTap().open();
    scene.accounts().assertSold(buyer, purchase, 64, waits(3));
    assertThat(scene.ledger().of(purchase)).hasSize(1);
  }

  /** How long the process waits before it asks a platform that is down again. */
  private static Duration waits(int retry) {
    return Timeouts.PRODUCTION.firstRetry().multipliedBy(1L << (retry - 1));
  }

  private Page notConfirmed(Page form, int quantity) {
    Page told = toldInTime(() -> buyer.subscribeNow(form, quantity));
    assertThat(told.text()).contains("not confirmed yet", "nothing was charged");
    return told;
  }

  /** Asks again where a busy machine was late, which it is now and then but not each time. */
  private static Page toldInTime(Supplier<Page> asked) {
    for (int late = 0; ; late++) {
      long begin = System.nanoTime();
      Page told = asked.get();
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(told.status()).isEqualTo(503);
      if (late == BUSY_MOMENTS || took.compareTo(TOLD_WITHIN) < 0) {
        assertThat(took).isLessThan(TOLD_WITHIN);
        return told;
      }
    }
  }

  private void sellsByAskingAgain(Page told, int quantity) {
    String purchase = askedAgain(told).location();
    assertThat(buyer.continued(purchase)).isEqualTo(purchase + "/payment");
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, quantity);
  }

  /** Temporal needs a moment to find its feet, so a person may have to ask more than once. */
  private Page askedAgain(Page told) {
    return await()
        .atMost(BACK_WITHIN.plus(Scene.PATIENCE))
        .until(
            () -> buyer.browser().submit(told.form("/add"), Map.of()),
            answer -> answer.status() == 303);
  }
}
