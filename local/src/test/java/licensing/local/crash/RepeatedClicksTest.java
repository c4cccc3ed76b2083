package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is clicked twice, at once or after a detour, has one effect. */
@ExtendWith(OneScene.class)
class RepeatedClicksTest {

  private final Scene scene;
  private Buyer buyer;

  RepeatedClicksTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void login() {
    buyer = scene.buyer("buyer");
  }

  @Test
  void makesOnePurchaseOfAFormThatIsSentAgain() {
    Page form = buyer.entryForm();
    String purchase = buyer.subscribeNow(form, 21).location();
    assertThat(purchase).startsWith("/purchases/");
    assertThat(buyer.subscribeNow(form, 21).location()).isEqualTo(purchase);
  }

  @Test
  void makesOnePurchaseOfADoubleClick() {
    Page form = buyer.entryForm();
    List<Page> answers =
        Together.clicked(() -> buyer.subscribeNow(form, 22), () -> buyer.subscribeNow(form, 22));
    assertThat(answers).allMatch(answer -> answer.status() == 303);
    assertThat(answers).extracting(Page::location).containsOnly(answers.getFirst().location());
  }

  @Test
  void refusesAnotherQuantityAfterBack() {
    Page form = buyer.entryForm();
    String purchase = buyer.subscribeNow(form, 23).location();
    Page refused = buyer.subscribeNow(form, 24);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text())
        .contains("Already ordered: 23 licenses. Resume that order, or buy again.");
    assertThat(buyer.browser().get(purchase).text()).contains("23 migration licenses");
  }

  @Test
  void opensOneAttemptOfContinueInTwoTabs() {
    String purchase = buyer.subscribed(25);
    Page prompt = buyer.prompt(purchase);
    List<Page> answers = Together.clicked(() -> buyer.goOn(prompt), () -> buyer.goOn(prompt));
    assertThat(answers).extracting(Page::location).containsOnly(purchase + "/payment");
    assertThat(scene.records().attempts(purchase)).isEqualTo(1);
  }

  @Test
  void sellsOnceWhenTwoTabsPayWithTwoCards() {
    String purchase = buyer.confirmed(26);
    Page page = buyer.paymentPage(purchase);
    String one = buyer.nonce(page, Card.GOOD);
    String other = buyer.nonce(page, Card.MASTERCARD);
    List<Page> answers =
        Together.clicked(() -> buyer.handIn(page, one), () -> buyer.handIn(page, other));
    assertThat(answers).extracting(Page::status).containsExactlyInAnyOrder(303, 409);
    assertThat(answers)
        .filteredOn(answer -> answer.status() == 409)
        .singleElement()
        .matches(answer -> answer.text().contains("already being processed"));
    scene.accounts().assertSold(buyer, purchase, 26);
    assertThat(scene.ledger().of(purchase)).hasSize(1);
  }
}
