package licensing.local;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the platform's form does in a browser: turns a card into a nonce.
 *
 * @param clientToken as the payment page carries it
 */
record CardPayment(String clientToken) {

  private static final JsonMapper JSON = new JsonMapper();

  String nonce(ConsoleClient client) throws IOException, InterruptedException {
    JsonNode token =
        JSON.readTree(new String(Base64.getDecoder().decode(clientToken), StandardCharsets.UTF_8));
    URI address =
        URI.create(token.path("clientApiUrl").asString() + "/v1/payment_methods/credit_cards");
    String answer = client.post(address, request(token.path("authorizationFingerprint")));
    return JSON.readTree(answer).path("creditCards").path(0).path("nonce").asString();
  }

  private static String request(JsonNode fingerprint) {
    var card =
        JSON.createObjectNode()
            .put("number", "4111111111111111")
            .put("expirationDate", "12/40")
            .put("cvv", "123");
    return JSON.createObjectNode()
        .put("authorizationFingerprint", fingerprint.asString())
        .set("creditCard", card)
        .toString();
  }
}
