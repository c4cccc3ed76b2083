package licensing.platform;

import static licensing.platform.GatewayContract.codes;
import static licensing.platform.GatewayContract.made;
import static licensing.platform.GatewayContract.nonce;
import static licensing.platform.GatewayContract.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.braintreegateway.PaymentMethodNonce;
import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import com.braintreegateway.Transaction.GatewayRejectionReason;
import com.braintreegateway.TransactionRequest;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox's cards for 3-D Secure, as the form's frames authenticate them. */
class ThreeDSecureTest {
  @RegisterExtension PlatformRunning running = new PlatformRunning();

  @ParameterizedTest
  @CsvSource({
    "4000000000002701, authenticate_successful, Y, true, true",
    "5200000000002235, authenticate_successful, Y, true, true",
    "340000000002708, authenticate_successful, Y, true, true",
    "4111111111111111, authenticate_successful, Y, true, true",
    "4000000000002925, authenticate_frictionless_failed, Y, false, true",
    "4000000000002719, authenticate_attempt_successful, Y, true, true",
    "4000000000002313, authenticate_unable_to_authenticate, Y, false, true",
    "4000000000002537, authenticate_rejected, Y, false, true",
    "4000000000002990, authentication_unavailable, U, false, false",
    "4000000000002446, lookup_error, U, false, false",
    "4000000000002354, lookup_failed_acs_error, U, false, false",
    "4000000000002560, lookup_bypassed, B, false, false",
    "6011000000002117, authenticate_successful, Y, true, true",
    "5200000000002276, authenticate_frictionless_failed, Y, false, true",
    "340000000002096, authenticate_frictionless_failed, Y, false, true",
    "6011000000002364, authenticate_frictionless_failed, Y, false, true",
    "5200000000002508, lookup_bypassed, B, false, false",
  })
  void theBankDecidesAtOnce(
      String number, String status, String enrolled, boolean shifted, boolean possible) {
    Map<String, Object> answer = lookUp(running.wire().nonceFor(number), false);
    assertThat(wantsToAsk(answer)).isFalse();
    var info = running.gateway().paymentMethodNonce().find(name(answer)).getThreeDSecureInfo();
    assertThat(info.getStatus()).isEqualTo(status);
    assertThat(info.getEnrolled()).isEqualTo(enrolled);
    assertThat(info.isLiabilityShifted()).isEqualTo(shifted);
    assertThat(info.isLiabilityShiftPossible()).isEqualTo(possible);
    assertThat(demanding(name(answer)).isSuccess()).isEqualTo(shifted);
  }

  @ParameterizedTest
  @CsvSource({
    "4000000000002503, true, authenticate_successful, true",
    "4000000000002503, false, authenticate_failed, false",
    "5200000000002151, true, authenticate_successful, true",
    "340000000002534, true, authenticate_successful, true",
    "4000000000002370, true, authenticate_failed, false",
    "4000000000002420, true, authenticate_unable_to_authenticate, false",
    "4000000000002644, true, authenticate_error, false",
  })
  void theBankAsksTheBuyer(String number, boolean passed, String status, boolean shifted) {
    String nonce = challenged(number);
    assertThat(post(nonce, "challenge", Map.of("passed", passed)).statusCode()).isEqualTo(200);
    assertThat(post(nonce, "authenticate_from_jwt", Map.of()).body())
        .contains("\"" + status + "\"");
    Result<Transaction> sale = demanding(nonce);
    assertThat(sale.isSuccess()).isEqualTo(shifted);
    Transaction made = shifted ? made(sale) : refused(sale);
    assertThat(made.getThreeDSecureInfo().getStatus()).isEqualTo(status);
    assertThat(made.getThreeDSecureInfo().isLiabilityShifted()).isEqualTo(shifted);
  }

  @Test
  void aBuyerWhoWalksAwayLeavesANonceThatShiftsNothing() {
    String nonce = challenged("4000000000002503");
    PaymentMethodNonce found = running.gateway().paymentMethodNonce().find(nonce);
    assertThat(found.getThreeDSecureInfo().getStatus()).isEqualTo("challenge_required");
    assertThat(found.getThreeDSecureInfo().isLiabilityShifted()).isFalse();
    assertThat(refused(demanding(nonce)).getGatewayRejectionReason())
        .isEqualTo(GatewayRejectionReason.THREE_D_SECURE);
  }

  @Test
  void anAnswerCountsOnce() {
    String nonce = challenged("4000000000002503");
    post(nonce, "challenge", Map.of("passed", false));
    post(nonce, "challenge", Map.of("passed", true));
    assertThat(post(nonce, "authenticate_from_jwt", Map.of()).body())
        .contains("authenticate_failed");
  }

  @Test
  void nobodyIsAuthenticatedByAnAnswerToNoQuestion() {
    String nonce = running.wire().nonceFor("4111111111111111");
    post(nonce, "challenge", Map.of("passed", true));
    assertThat(refused(demanding(nonce)).getGatewayRejectionReason())
        .isEqualTo(GatewayRejectionReason.THREE_D_SECURE);
  }

  @Test
  void theMerchantMayWishForAChallenge() {
    Map<String, Object> answer = lookUp(running.wire().nonceFor("4111111111111111"), true);
    assertThat(wantsToAsk(answer)).isTrue();
  }

  @Test
  void theNonceBeforeIsUsedUp() {
    String nonce = running.wire().nonceFor("4000000000002701");
    lookUp(nonce, false);
    assertThat(running.gateway().paymentMethodNonce().find(nonce).isConsumed()).isTrue();
    assertThat(post(nonce, "lookup", Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void itCountsOnTheAccountOfItsClientTokenAlone() {
    String nonce = running.wire().nonceFor("4000000000002701");
    String authenticated = name(lookUp(nonce, false));
    TransactionRequest elsewhere = nonce(authenticated).merchantAccountId("euro-account");
    Result<Transaction> sale = running.gateway().transaction().sale(elsewhere);
    assertThat(codes(sale)).containsExactly("91584");
    assertThat(running.gateway().paymentMethodNonce().find(authenticated).isConsumed()).isFalse();
    assertThat(made(demanding(authenticated)).getMerchantAccountId()).isEqualTo("test-account");
  }

  @Test
  void withoutAnAuthenticationTheCardIsGoodForEveryAccount() {
    TransactionRequest elsewhere =
        nonce(running.wire().nonceFor("4111111111111111")).merchantAccountId("euro-account");
    made(running.gateway().transaction().sale(elsewhere));
  }

  @Test
  void onlyTheOwnClientTokenOpensIt() {
    String path = path(running.wire().nonceFor("4000000000002701"), "lookup");
    assertThat(running.wire().post(path, "{\"authorizationFingerprint\":\"a.b\"}").statusCode())
        .isEqualTo(401);
  }

  private String challenged(String number) {
    Map<String, Object> answer = lookUp(running.wire().nonceFor(number), false);
    assertThat(wantsToAsk(answer)).isTrue();
    return name(answer);
  }

  private Map<String, Object> lookUp(String nonce, boolean wished) {
    var answer = post(nonce, "lookup", Map.of("amount", "19.00", "challengeRequested", wished));
    assertThat(answer.statusCode()).isEqualTo(201);
    return ControlClient.object(answer.body());
  }

  private HttpResponse<String> post(String nonce, String call, Map<String, Object> fields) {
    Map<String, Object> body = new HashMap<>(fields);
    body.put("authorizationFingerprint", running.wire().fingerprint());
    try {
      return running.wire().post(path(nonce, call), JSON.std.asString(body));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String path(String nonce, String call) {
    return "/merchants/test-merchant/client_api/v1/payment_methods/"
        + nonce
        + "/three_d_secure/"
        + call;
  }

  private static boolean wantsToAsk(Map<String, Object> answer) {
    return ((Map<?, ?>) answer.get("lookup")).containsKey("acsUrl");
  }

  private static String name(Map<String, Object> answer) {
    return ((Map<?, ?>) answer.get("paymentMethod")).get("nonce").toString();
  }

  private Result<Transaction> demanding(String nonce) {
    return running
        .gateway()
        .transaction()
        .sale(nonce(nonce).options().threeDSecure().required(true).done().done());
  }
}
