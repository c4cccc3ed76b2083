package licensing.platform.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.platform.card.Authentication;
import licensing.platform.ledger.Card;
import licensing.platform.ledger.PaymentNonce;

/** A nonce as the browser gets it. */
final class NonceJson {
  /** Of no card anything is known here. */
  private static final Map<String, String> BIN_DATA =
      Stream.of(
              "prepaid",
              "healthcare",
              "debit",
              "durbinRegulated",
              "commercial",
              "payroll",
              "issuingBank",
              "countryOfIssuance",
              "productId")
          .collect(Collectors.toMap(Function.identity(), _ -> "Unknown"));

  private NonceJson() {}

  /**
   * @param name what the merchant's server will charge
   */
  static Map<String, Object> of(String name, PaymentNonce nonce) {
    Card card = nonce.card();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "CreditCard");
    json.put("nonce", name);
    json.put("description", "ending in " + card.last4().substring(2));
    json.put("consumed", false);
    json.put(
        "details",
        Map.of(
            "cardType", card.type(),
            "bin", card.bin(),
            "lastFour", card.last4(),
            "lastTwo", card.last4().substring(2),
            "expirationMonth", card.expirationMonth(),
            "expirationYear", card.expirationYear()));
    json.put("binData", BIN_DATA);
    String status = nonce.threeDSecure();
    json.put("threeDSecureInfo", status == null ? null : authentication(status));
    return json;
  }

  static Map<String, Object> authentication(String status) {
    Authentication authentication = new Authentication(status);
    return Map.of(
        "status", authentication.status(),
        "enrolled", authentication.enrolled(),
        "liabilityShifted", authentication.liabilityShifted(),
        "liabilityShiftPossible", authentication.liabilityShiftPossible(),
        "threeDSecureVersion", "2.2.0");
  }
}
