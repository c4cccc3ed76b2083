package licensing.local.buyer;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's fields on a payment page, which turn a card into a nonce. */
record CardFields(Http http) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What the platform gives the page for the card, to be used once.
   *
   * @param clientToken as the payment page carries it
   */
  String nonce(String clientToken, Card card) {
    JsonNode form = JSON.readTree(Base64.getDecoder().decode(clientToken));
    URI address =
        URI.create(form.path("clientApiUrl").asString() + "/v1/payment_methods/credit_cards");
    String body = asked(form.path("authorizationFingerprint").asString(), card);
    HttpResponse<String> answer = http.send(posted(address, body), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new NoAnswer("the platform gives nothing for the card: " + answer.statusCode());
    }
    return JSON.readTree(answer.body()).path("creditCards").path(0).path("nonce").asString();
  }

  private static String asked(String fingerprint, Card card) {
    Map<String, String> fields =
        Map.of("number", card.number(), "expirationDate", "12/40", "cvv", "123");
    return JSON.writeValueAsString(
        Map.of("authorizationFingerprint", fingerprint, "creditCard", fields));
  }

  private static HttpRequest posted(URI address, String body) {
    return HttpRequest.newBuilder(address)
        .timeout(Http.ANSWERS_WITHIN)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
