package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import licensing.local.buyer.Browser;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What arrives at the webhook's address, genuine or not. */
@ExtendWith(OneScene.class)
class WebhookTest {

  private final Scene scene;
  private final Browser platform;

  WebhookTest(Scene scene) {
    this.scene = scene;
    platform = scene.browserOf(scene.platform());
  }

  @Test
  void asksForAPersonAndTellsTheBuyerOfADisputeThatIsOpenedAfterTheEnd() {
    Buyer buyer = scene.buyer("buyer");
    String purchase = buyer.confirmed(51);
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 51);
    String sale = scene.ledger().of(purchase).getFirst().id();
    Map<String, String> opened = Map.of("kind", "dispute_opened");

    assertThat(platform.post("/ledger/transactions/" + sale + "/webhooks", opened).status())
        .isEqualTo(303);
    scene.records().awaitAttention(purchase, Scene.PATIENCE);
    String id = Buyer.purchaseAt(purchase);
    Browser support = scene.buyer("support").browser();
    assertThat(support.get("/support/purchases").text())
        .contains("dispute open: 969.00 USD of payment " + sale);
    assertThat(support.get("/support/purchases/" + id).text())
        .contains("Report of the payment platform", "has disputed this payment of 969.00 USD");
    assertThat(buyer.prompt(purchase).text())
        .contains("The license is active", "has disputed this payment of 969.00 USD");
  }

  @Test
  void takesASignedNotificationAndItsRepetitionButNoForgedOrGarbledOne() {
    Instant at = Instant.parse("2026-01-02T03:04:05Z");
    SignedNotice check = SignedNotice.check(scene.stack(), at);
    assertThat(delivered(check.signature(), check.payload())).isEqualTo(200);
    assertThat(delivered(check.signature(), check.payload())).isEqualTo(200);
    assertThat(scene.records().notifications(at)).isEqualTo(1);

    String other = Base64.getEncoder().encodeToString("<notification/>".getBytes());
    assertThat(delivered(check.signature(), other)).isEqualTo(400);
    assertThat(delivered(check.signature().split("\\|")[0] + "|", check.payload())).isEqualTo(400);
    assertThat(delivered("garbled", "%%%")).isEqualTo(400);
    assertThat(scene.browserOf(scene.console()).post(SignedNotice.ADDRESS, Map.of()).status())
        .isEqualTo(400);
    assertThat(scene.records().notifications(at)).isEqualTo(1);
  }

  private int delivered(String signature, String payload) {
    return new SignedNotice(signature, payload).deliveredTo(scene).status();
  }
}
