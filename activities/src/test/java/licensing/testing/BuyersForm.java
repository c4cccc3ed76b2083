package licensing.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import licensing.payment.braintree.PaymentForms;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the platform's form does in a buyer's browser, up to the secret that is handed in. */
public final class BuyersForm {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonNode token;

  public BuyersForm(PaymentForms forms) {
    token =
        JSON.readTree(
            Base64.getDecoder().decode(forms.open(Currency.getInstance("USD")).clientToken()));
  }

  /** Stands for the card, whose bank was not asked. */
  public String typed(String number) {
    var card = Map.of("number", number, "expirationDate", "12/40", "cvv", "123");
    return post("credit_cards", Map.of("creditCard", card))
        .path("creditCards")
        .path(0)
        .path("nonce")
        .asString();
  }

  /** After the bank was asked, which may want an answer of the buyer. */
  public String asked(String number) {
    return post(typed(number) + "/three_d_secure/lookup", Map.of("amount", "57.00"))
        .path("paymentMethod")
        .path("nonce")
        .asString();
  }

  /** After the buyer has answered the bank. */
  public String answered(String number, boolean confirmed) {
    String nonce = asked(number);
    post(nonce + "/three_d_secure/challenge", Map.of("passed", confirmed));
    return nonce;
  }

  private JsonNode post(String path, Map<String, Object> fields) {
    Map<String, Object> body = new HashMap<>(fields);
    body.put("authorizationFingerprint", token.path("authorizationFingerprint").asString());
    URI address = URI.create(token.path("clientApiUrl").asString() + "/v1/payment_methods/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
