package licensing.local.crash;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's fields on the payment page, filled in. */
record CardFields(String number) {

  static final CardFields GOOD = new CardFields("4111111111111111");
  static final CardFields MASTERCARD = new CardFields("5555555555554444");
  static final CardFields DECLINED = new CardFields("4000111111111115");

  private static final JsonMapper JSON = new JsonMapper();

  /** What the platform gives the page for the card, once. */
  String nonce(Page paymentPage) {
    String token = Buyer.payForm(paymentPage).attr("data-authorization");
    JsonNode form = JSON.readTree(Base64.getDecoder().decode(token));
    JsonNode given =
        posted(
            URI.create(
                form.path("clientApiUrl").stringValue() + "/v1/payment_methods/credit_cards"),
            Map.of(
                "authorizationFingerprint",
                form.path("authorizationFingerprint").stringValue(),
                "creditCard",
                Map.of("number", number, "expirationDate", "12/40", "cvv", "123")));
    return given.path("creditCards").path(0).path("nonce").stringValue();
  }

  private static JsonNode posted(URI address, Map<String, Object> body) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (Exception e) {
      throw new AssertionError("the platform gave nothing for the card", e);
    }
  }
}
