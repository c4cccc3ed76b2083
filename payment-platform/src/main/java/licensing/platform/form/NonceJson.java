package licensing.platform.form;

import java.util.LinkedHashMap;
import java.util.Map;
import licensing.platform.ledger.Card;
import org.jspecify.annotations.Nullable;

/** A nonce as the browser gets it. */
final class NonceJson {
  private NonceJson() {}

  static Map<String, Object> of(String nonce, Card card, @Nullable String threeDSecure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "CreditCard");
    json.put("nonce", nonce);
    json.put("description", "ending in " + card.last4().substring(2));
    json.put("consumed", false);
    json.put(
        "details",
        Map.of(
            "cardType", card.type(),
            "lastFour", card.last4(),
            "lastTwo", card.last4().substring(2),
            "expirationMonth", card.expirationMonth(),
            "expirationYear", card.expirationYear()));
    if (threeDSecure != null) {
      boolean shifted = threeDSecure.equals("authenticate_successful");
      json.put(
          "threeDSecureInfo",
          Map.of(
              "status",
              threeDSecure,
              "enrolled",
              "Y",
              "liabilityShifted",
              shifted,
              "liabilityShiftPossible",
              true));
    }
    return json;
  }
}
