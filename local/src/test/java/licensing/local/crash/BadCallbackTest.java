package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Callbacks of the payment page that do not fit: nothing is charged by them, and paying goes on.
 */
@ExtendWith(OneScene.class)
class BadCallbackTest {

  private final Scene scene;
  private Buyer buyer;

  BadCallbackTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void login() {
    buyer = scene.buyer("buyer");
  }

  @Test
  void takesACardAfterCallbacksForAnotherAttemptAndWithoutAnyPayment() {
    String purchase = buyer.confirmed(31);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);

    Page other = post(purchase + "/payments/7", nonce);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text()).contains("belongs to an earlier attempt", "not charged");
    Page empty = buyer.handIn(page, "");
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.text()).contains("Nothing was charged");
    scene.accounts().assertNotCharged(purchase);

    assertThat(buyer.handIn(page, nonce).status()).isEqualTo(303);
    scene.accounts().assertSold(buyer, purchase, 31);
  }

  @Test
  void takesAnotherCardAfterADeclineButNotOnTheOldPage() {
    String purchase = buyer.confirmed(32);
    Page old = buyer.paymentPage(purchase);
    buyer.handIn(old, buyer.nonce(old, Card.DECLINED));
    buyer.awaitStatus(purchase, "AWAITING_PAYMENT-2", Scene.PATIENCE);
    assertThat(buyer.paymentPage(purchase).text()).contains("Nothing was charged");

    assertThat(buyer.handIn(old, buyer.nonce(old, Card.GOOD)).status()).isEqualTo(409);
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 32);
  }

  @Test
  void neverSellsForANonceThatWasUsed() {
    String paid = buyer.confirmed(33);
    Page page = buyer.paymentPage(paid);
    String nonce = buyer.nonce(page, Card.GOOD);
    buyer.handIn(page, nonce);
    scene.accounts().assertSold(buyer, paid, 33);

    String purchase = buyer.confirmed(34);
    buyer.handIn(buyer.paymentPage(purchase), nonce);
    buyer.awaitStatus(purchase, "CHECKING-1", Scene.PATIENCE);
    assertThat(buyer.paymentPage(purchase).text()).contains("Do not pay again");
    scene.accounts().assertNotCharged(purchase);
    assertThat(scene.ledger().of(paid)).hasSize(1);
  }

  @Test
  void chargesNothingAfterTheEnd() {
    String purchase = buyer.confirmed(35);
    Page page = buyer.paymentPage(purchase);
    String late = buyer.nonce(page, Card.GOOD);
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 35);

    assertThat(buyer.handIn(page, late).status()).isEqualTo(409);
    assertThat(buyer.browser().get(post(purchase + "/continue", "").location()).location())
        .isEqualTo("/");
    assertThat(post(purchase + "/withdraw", "").location()).isEqualTo(purchase);
    scene.accounts().assertSold(buyer, purchase, 35);
  }

  @Test
  void chargesNothingAfterWithdrawal() {
    String purchase = buyer.confirmed(36);
    Page page = buyer.paymentPage(purchase);
    String late = buyer.nonce(page, Card.GOOD);
    assertThat(buyer.withdraw(buyer.prompt(purchase)).location()).isEqualTo(Buyer.ENTRY);

    assertThat(buyer.handIn(page, late).status()).isEqualTo(409);
    scene.records().awaitEnd(purchase, Scene.PATIENCE);
    assertThat(scene.records().outcome(purchase)).isEqualTo("WITHDRAWN");
    Page continued = buyer.browser().get(post(purchase + "/continue", "").location());
    assertThat(continued.shownStatus()).startsWith("WITHDRAWN-1-");
    assertThat(continued.text()).contains("Nothing was charged");
    scene.accounts().assertNotCharged(purchase);
  }

  private Page post(String path, String nonce) {
    Map<String, String> fields = new HashMap<>(Csrf.of(buyer));
    fields.put("nonce", nonce);
    return buyer.browser().post(path, fields);
  }
}
