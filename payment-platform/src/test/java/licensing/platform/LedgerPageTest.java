package licensing.platform;

import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.sale;
import static org.assertj.core.api.Assertions.assertThat;

import com.braintreegateway.Transaction;
import com.braintreegateway.Transaction.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger, as a person sees it. */
class LedgerPageTest {
  @RegisterExtension PlatformRunning running = new PlatformRunning();

  @Test
  void showsTransactionsWithTheirOrderAmountAndCard() {
    running.wire().nonceFor("4111111111111111");
    Transaction sale = made(running.gateway().transaction().sale(sale("57.00", "order-1")));
    String page = running.wire().get("/").body();
    assertThat(page)
        .contains(sale.getId(), "order-1", "57.00", "USD", "authorized", "Visa 1881")
        .contains("not consumed");
  }

  @Test
  void showsWhatAMerchantSentAsTextOnly() {
    made(running.gateway().transaction().sale(sale("57.00", "<script>alert(1)</script>")));
    var page = running.wire().get("/");
    assertThat(page.body()).contains("&lt;script&gt;").doesNotContain("<script");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
  }

  @Test
  void settlesAtThePressOfAButton() {
    var request = sale("57.00", "order-1").options().submitForSettlement(true).done();
    String id = made(running.gateway().transaction().sale(request)).getId();
    var answer = running.wire().post("/ledger/transactions/" + id + "/settle", "");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(running.gateway().transaction().find(id).getStatus()).isEqualTo(Status.SETTLED);
    assertThat(running.wire().post("/ledger/transactions/" + id + "/settle", "").statusCode())
        .isEqualTo(422);
  }

  @Test
  void isNotPressedByAnotherSitesPage() {
    var answer =
        running.wire().post("/ledger/webhooks/check", "", "Origin", "https://evil.example");
    assertThat(answer.statusCode()).isEqualTo(403);
    String own = "http://127.0.0.1:" + running.platform().port();
    assertThat(running.wire().post("/ledger/webhooks/check", "", "Origin", own).statusCode())
        .isEqualTo(303);
  }

  @Test
  void notesANotificationThatHadNowhereToGo() {
    String id = made(running.gateway().transaction().sale(sale("57.00", "order-1"))).getId();
    running.gateway().transaction().submitForSettlement(id);
    var answer =
        running.wire().post("/ledger/transactions/" + id + "/webhooks", "kind=dispute_opened");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(running.wire().get("/").body()).contains("PLATFORM_WEBHOOK_URL is not set");
    assertThat(
            running.wire().post("/ledger/transactions/" + id + "/webhooks", "kind=x").statusCode())
        .isEqualTo(422);
  }
}
