package licensing.platform;

import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.order;
import static licensing.platform.GatewayContract.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.Transaction;
import com.braintreegateway.TransactionSearchRequest;
import com.braintreegateway.exceptions.AuthenticationException;
import com.braintreegateway.exceptions.AuthorizationException;
import com.braintreegateway.exceptions.UnexpectedException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The protocol's edges: keys, encodings, and requests nobody should take. */
class ProtocolTest {
  private static final String SALES = "/merchants/test-merchant/transactions";

  @RegisterExtension PlatformRunning running = new PlatformRunning();

  @Test
  void refusesWrongKeysAndForeignMerchants() {
    var wrong = Gateways.of(running.platform(), "test-merchant", "wrong");
    assertThatThrownBy(() -> wrong.transaction().find("x"))
        .isInstanceOf(AuthenticationException.class);
    var foreign = Gateways.of(running.platform(), "other-merchant", "test-private-key");
    assertThatThrownBy(() -> foreign.transaction().find("x"))
        .isInstanceOf(AuthorizationException.class);
    assertThat(running.wire().get(SALES + "/x").statusCode()).isEqualTo(401);
  }

  @Test
  void refusesADoctypeAndReadsNoFile() {
    String xml =
        "<!DOCTYPE t [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
            + "<transaction><type>sale</type><amount>19.00</amount><orderId>&e;</orderId>"
            + "<paymentMethodNonce>fake-valid-nonce</paymentMethodNonce></transaction>";
    assertThat(running.wire().post(SALES, xml, running.wire().keys()).statusCode()).isEqualTo(400);
    assertThat(running.gateway().transaction().search(all())).isEmpty();
  }

  @Test
  void refusesWhatIsNotXmlOrTooLarge() {
    String[] keys = running.wire().keys();
    assertThat(running.wire().post(SALES, "{}", keys).statusCode()).isEqualTo(400);
    String large = "<a>" + "a".repeat(300_000) + "</a>";
    assertThat(running.wire().post(SALES, large, keys).statusCode()).isEqualTo(413);
  }

  @Test
  void takesTheSameAsJson() {
    String json =
        """
        {"transaction": {"type": "sale", "amount": 12345678.9, "order_id": "o-1",
          "customFields": null, "payment_method_nonce": "fake-valid-nonce",
          "options": {"submit_for_settlement": true}}}""";
    assertThat(postJson(json).body())
        .contains("<amount>12345678.90</amount>")
        .contains("<order-id>o-1</order-id>")
        .contains("<status>submitted_for_settlement</status>");
  }

  @Test
  void refusesJsonThatIsNoObjectOfOneMember() {
    for (String json : new String[] {"", "{", "[]", "7", "{\"a\": 1, \"b\": 2}"}) {
      int expected = json.isEmpty() ? 422 : 400;
      assertThat(postJson(json).statusCode()).as(json).isEqualTo(expected);
    }
    assertThat(postJson("{\"transaction\": \"4111111111111111").body()).doesNotContain("4111");
  }

  @Test
  void packsAnswersForWhoAsks() {
    String[] keys = running.wire().keys();
    var packed =
        running
            .wire()
            .post(
                "/merchants/test-merchant/client_token",
                "",
                keys[0],
                keys[1],
                "Accept-Encoding",
                "gzip");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    var plain = running.wire().post("/merchants/test-merchant/client_token", "", keys);
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.body()).contains("<client-token><value>");
  }

  @Test
  void takesElementNamesInEverySpelling() {
    String xml =
        "<transaction><Type>sale</Type><amount>19.00</amount><order_id>o-1</order_id>"
            + "<payment-method-nonce>fake-valid-nonce</payment-method-nonce>"
            + "<options><submit_for_settlement>true</submit_for_settlement></options>"
            + "</transaction>";
    assertThat(running.wire().post(SALES, xml, running.wire().keys()).body())
        .contains("<order-id>o-1</order-id>")
        .contains("<status>submitted_for_settlement</status>");
  }

  @Test
  void keepsEverySignOfAnOrderId() {
    String order = "é订<&>\"'-" + order();
    Transaction made = made(running.gateway().transaction().sale(sale("19.00", order)));
    assertThat(made.getOrderId()).isEqualTo(order);
  }

  @Test
  void refusesASearchItCannotJudge() {
    var search = new TransactionSearchRequest().customerEmail().is("a@example.org");
    assertThatThrownBy(() -> running.gateway().transaction().search(search))
        .isInstanceOf(UnexpectedException.class);
  }

  @Test
  void refusesAmountsThatAreNoPlainDecimals() {
    for (String amount : new String[] {"1e3", "19.001", "abc", "999999999.00"}) {
      String xml =
          "<transaction><type>sale</type><amount>"
              + amount
              + "</amount><paymentMethodNonce>fake-valid-nonce</paymentMethodNonce></transaction>";
      assertThat(running.wire().post(SALES, xml, running.wire().keys()).body())
          .containsPattern("<code>815(03|28)</code>");
    }
  }

  @Test
  void answersWhetherItIsUp() {
    var health = running.wire().get("/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("ok\n");
  }

  @Test
  void knowsNoOtherAddressOrMethod() {
    assertThat(running.wire().get("/nothing").statusCode()).isEqualTo(404);
    assertThat(running.wire().post("/health", "").statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> postJson(String json) {
    String[] keys = running.wire().keys();
    return running
        .wire()
        .post(SALES, json, keys[0], keys[1], "Content-Type", "application/json; charset=utf-8");
  }

  private static TransactionSearchRequest all() {
    return new TransactionSearchRequest().type().is(Transaction.Type.SALE);
  }
}
