package licensing.platform;

import static licensing.platform.GatewayContract.nonce;
import static licensing.platform.GatewayContract.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.braintreegateway.ClientTokenRequest;
import com.braintreegateway.Transaction.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The card form's side, without a browser. */
class TokenizationTest {
  private static final String CARDS =
      "/merchants/test-merchant/client_api/v1/payment_methods/credit_cards";
  private static final String FRAME = "/web/3.144.0/html/hosted-fields-frame.min.html";

  @RegisterExtension PlatformRunning running = new PlatformRunning();

  @Test
  void givesANonceAndShowsOnlyTheLastDigits() {
    var answer = running.wire().tokenize("4111 1111 1111 1111", "12/39", "123");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"lastFour\":\"1111\"").doesNotContain("41111111");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    var answer = running.wire().tokenize("4111111111111112", "13/39", "12");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("81715", "81710", "81707").doesNotContain("4111");
    assertThat(running.wire().tokenize("", "", "").body()).contains("81714", "81709", "81706");
    assertThat(running.wire().tokenize("4111111111111111", "01/20", "123").body())
        .contains("81710");
  }

  @Test
  void takesACardFromAFormToo() {
    String form =
        "authorization_fingerprint="
            + URLEncoder.encode(running.wire().fingerprint(), StandardCharsets.UTF_8)
            + "&credit_card%5Bnumber%5D=4111111111111111"
            + "&credit_card%5Bexpiration_month%5D=11&credit_card%5Bexpiration_year%5D=2099";
    String[] type = {"Content-Type", "application/x-www-form-urlencoded"};
    String body = running.wire().post(CARDS, form, type).body();
    String nonce = body.replaceFirst("(?s).*\"nonce\":\"([^\"]+)\".*", "$1");
    var details = running.gateway().paymentMethodNonce().find(nonce).getDetails();
    assertThat(details.getBin()).isEqualTo("411111");
    assertThat(details.getExpirationYear()).isEqualTo("2099");
    assertThat(running.wire().post(CARDS, form.replace("2099", "2009"), type).body())
        .contains("81710");
  }

  @Test
  void makesTokensInBothVersionsForItsOwnAccounts() {
    var tokens = running.gateway().clientToken();
    assertThat(tokens.generate(new ClientTokenRequest().version(1))).startsWith("{");
    assertThat(tokens.generate(new ClientTokenRequest().merchantAccountId("test-account")))
        .isNotNull();
    assertThat(tokens.generate(new ClientTokenRequest().merchantAccountId("no-such-account")))
        .as("what the SDK makes of a refusal")
        .isNull();
  }

  @Test
  void declinesTheSandboxesDecliningCard() {
    String nonce = running.wire().nonceFor("4000111111111115");
    assertThat(refused(running.gateway().transaction().sale(nonce(nonce))).getStatus())
        .isEqualTo(Status.PROCESSOR_DECLINED);
  }

  @Test
  void wantsAClientTokenOfItsOwnThatIsNotOlderThanADay() {
    String body = "{\"creditCard\":{},\"authorizationFingerprint\":\"9999999999.a.b\"}";
    assertThat(running.wire().post(CARDS, body).statusCode()).isEqualTo(401);
    assertThat(running.wire().post(CARDS, "{\"creditCard\":{}}").statusCode()).isEqualTo(401);
    assertThat(running.wire().post(CARDS, "4111111111111111").body()).doesNotContain("4111");
    String token = running.wire().fingerprint();
    String rightly = "{\"creditCard\":{},\"authorizationFingerprint\":\"" + token + "\"}";
    assertThat(running.wire().post(CARDS, rightly).statusCode()).isEqualTo(422);
    running.clock().advance(Duration.ofHours(25));
    assertThat(running.wire().post(CARDS, rightly).statusCode()).isEqualTo(401);
  }

  @Test
  void lendsItsFramesToLoopbackPagesOnly() {
    for (String frame : new String[] {FRAME, "/v1/r/d/i"}) {
      assertThat(running.wire().get(frame).headers().firstValue("Content-Security-Policy"))
          .get()
          .asString()
          .contains("script-src 'self'")
          .endsWith(
              "frame-ancestors http://localhost:* http://127.0.0.1:*"
                  + " https://localhost:* https://127.0.0.1:*");
    }
  }

  @Test
  void takesACardThatHasExpiredWhereNothingIsToBeValidated() {
    String card =
        "{\"creditCard\":{\"number\":\"4111111111111111\",\"expirationDate\":\"01/20\","
            + "\"options\":{\"validate\":%s}},\"authorizationFingerprint\":\"%s\"}";
    String token = running.wire().fingerprint();
    assertThat(running.wire().post(CARDS, card.formatted(true, token)).statusCode()).isEqualTo(422);
    assertThat(running.wire().post(CARDS, card.formatted(false, token)).statusCode())
        .isEqualTo(202);
  }

  @Test
  void tellsItsConfigurationToWhoHasAToken() {
    String address = "/merchants/test-merchant/client_api/v1/configuration";
    assertThat(running.wire().get(address).statusCode()).isEqualTo(401);
    String query = "?authorizationFingerprint=" + running.wire().fingerprint();
    assertThat(running.wire().get(address + query).body())
        .contains("\"assetsUrl\":\"https://assets.braintreegateway.com\"")
        .contains("\"cardinalSongbirdIdentityHash\":\"sha384-");
  }

  @Test
  void isAskedByPagesOfOtherOrigins() {
    var answer = running.wire().tokenize("4111 1111 1111 1111", "12/39", "123");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    var question = running.wire().options(CARDS);
    assertThat(question.statusCode()).isEqualTo(200);
    assertThat(question.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
    assertThat(running.wire().options("/merchants/test-merchant/transactions").statusCode())
        .isEqualTo(405);
  }
}
