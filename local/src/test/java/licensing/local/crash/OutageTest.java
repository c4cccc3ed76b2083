package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A program is away: the pages say what is known, and the purchase goes on when it is back. */
@ExtendWith(OneScene.class)
class OutageTest {

  /** Three seconds of waiting, and time for the page on a busy machine. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(6);

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
    Page told = toldInTime(form, 61);
    scene.stack().start("temporal");
    sellsByAskingAgain(told, 61);
  }

  @Test
  void confirmsTheSameFormWhenAWorkerIsBack() {
    Page form = buyer.entryForm();
    scene.stack().kill("worker");
    Page told = toldInTime(form, 62);
    scene.stack().start("worker");
    sellsByAskingAgain(told, 62);
  }

  @Test
  void saysThatItsRecordsAreAwayAndSellsWhenTheyAreBack() {
    String purchase = buyer.confirmed(63);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);
    scene.stack().kill("postgres");
    long begin = System.nanoTime();
    Page down = buyer.handIn(page, nonce);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TOLD_WITHIN);
    assertThat(down.status()).isEqualTo(503);
    assertThat(down.text()).contains("cannot reach its records", "Do not pay again");

    scene.stack().start("postgres");
    await().until(() -> buyer.paymentPage(purchase).status() == 200);
    assertThat(buyer.handIn(page, nonce).status()).isEqualTo(303);
    scene.assertSold(buyer, purchase, 63);
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
    assertThat(down.text()).contains("The payment service is down. Nothing was charged.");

    assertThat(buyer.handIn(page, nonce).status()).isEqualTo(303);
    scene.awaitSituation(buyer, purchase, "PLATFORM_DOWN-1");
    scene.stack().start("platform");
    scene.platformTap().open();
    scene.assertSold(buyer, purchase, 64);
    assertThat(scene.ledger().of(purchase)).hasSize(1);
  }

  private Page toldInTime(Page form, int quantity) {
    long begin = System.nanoTime();
    Page told = buyer.subscribeNow(form, quantity);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TOLD_WITHIN);
    assertThat(told.status()).isEqualTo(503);
    assertThat(told.text()).contains("not confirmed yet", "nothing was charged");
    return told;
  }

  private void sellsByAskingAgain(Page told, int quantity) {
    String purchase = askedAgain(told).location();
    assertThat(buyer.goOn(buyer.prompt(purchase)).location()).isEqualTo(purchase + "/payment");
    buyer.pay(purchase, Card.GOOD);
    scene.assertSold(buyer, purchase, quantity);
  }

  /** Temporal needs a moment to find its feet, so a person may have to ask more than once. */
  private Page askedAgain(Page told) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> buyer.browser().submit(told.form("/add"), Map.of()),
            answer -> answer.status() == 303);
  }
}
