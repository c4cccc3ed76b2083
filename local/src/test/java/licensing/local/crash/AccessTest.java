package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may see a purchase, and what becomes of it when the session or the console is lost. */
@ExtendWith(OneScene.class)
class AccessTest {

  private final Scene scene;
  private Buyer buyer;

  AccessTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void login() {
    buyer = scene.buyer("buyer");
  }

  @Test
  void hidesAPurchaseFromOtherOrganizationsOnEveryAddress() {
    String purchase = buyer.confirmed(41);
    Buyer other = scene.buyer("other");
    for (String page : List.of("", "/payment", "/events")) {
      assertThat(other.browser().get(purchase + page).status()).as(page).isEqualTo(404);
    }
    Map<String, String> csrf = Csrf.of(other);
    for (String action : List.of("/continue", "/withdraw", "/payments/1")) {
      assertThat(other.browser().post(purchase + action, csrf).status()).as(action).isEqualTo(404);
    }
    assertThat(other.browser().get("/support" + purchase).status()).isEqualTo(404);
    assertThat(other.browser().post("/support" + purchase + "/actions", csrf).status())
        .isEqualTo(404);
    assertThat(buyer.paymentPage(purchase).shownStatus()).isEqualTo("AWAITING_PAYMENT-1");
  }

  @Test
  void leadsBackToThePageAfterTheSessionWasLost() {
    String purchase = buyer.confirmed(42);
    buyer.browser().forgetCookies();
    assertThat(buyer.paymentPage(purchase).location()).isEqualTo("/login");
    assertThat(buyer.login().location()).isEqualTo(purchase + "/payment");
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 42);
  }

  @Test
  void leadsBackToThePageOfAFormThatWasSentWithoutASession() {
    Page entry = buyer.entryForm();
    buyer.browser().forgetCookies();
    assertThat(buyer.subscribeNow(entry, 43).location()).isEqualTo("/login");
    assertThat(buyer.login().location()).isEqualTo(Buyer.ENTRY);

    String purchase = buyer.confirmed(43);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);
    buyer.browser().forgetCookies();
    assertThat(buyer.handIn(page, nonce).location()).isEqualTo("/login");
    assertThat(buyer.login().location()).isEqualTo(purchase + "/payment");
    scene.accounts().assertNotCharged(purchase);
  }

  @Test
  void keepsSessionAndPurchaseWhileTheConsoleIsRestarted() {
    String purchase = buyer.confirmed(44);
    Page page = buyer.paymentPage(purchase);
    String nonce = buyer.nonce(page, Card.GOOD);
    scene.stack().kill("web");
    scene.stack().start("web");
    assertThat(buyer.handIn(page, nonce).location()).isEqualTo(purchase + "/payment");
    scene.accounts().assertSold(buyer, purchase, 44);
  }
}
