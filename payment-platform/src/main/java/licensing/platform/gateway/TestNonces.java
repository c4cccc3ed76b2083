package licensing.platform.gateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import licensing.platform.ledger.Card;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.PaymentNonce.Behaviour;
import licensing.platform.ledger.Secrets;
import org.jspecify.annotations.Nullable;

/** The sandbox's documented test nonces, as far as cards go. */
record TestNonces(Secrets secrets) {
  private static final Map<String, String> CARDS =
      Map.of(
          "visa", "4012888888881881",
          "mastercard", "5555555555554444",
          "amex", "378282246310005",
          "discover", "6011111111111117",
          "jcb", "3530111333300000");
  private static final Map<String, String> TYPES =
      Map.of(
          "visa", "Visa",
          "mastercard", "MasterCard",
          "amex", "American Express",
          "discover", "Discover",
          "jcb", "JCB");
  private static final Map<String, String> AUTHENTICATIONS =
      Map.of(
          "fake-three-d-secure-visa-full-authentication-nonce",
          "authenticate_successful",
          "fake-three-d-secure-two-visa-successful-frictionless-authentication-nonce",
          "authenticate_successful",
          "fake-three-d-secure-two-visa-successful-step-up-authentication-nonce",
          "authenticate_successful",
          "fake-three-d-secure-visa-attempts-non-participating-nonce",
          "authenticate_attempt_successful",
          "fake-three-d-secure-visa-failed-authentication-nonce",
          "authenticate_failed",
          "fake-three-d-secure-visa-failed-signature-nonce",
          "authenticate_signature_verification_failed",
          "fake-three-d-secure-visa-authentication-unavailable-nonce",
          "authenticate_unable_to_authenticate",
          "fake-three-d-secure-visa-not-enrolled-nonce",
          "lookup_not_enrolled",
          "fake-three-d-secure-visa-lookup-timeout-nonce",
          "lookup_error");

  Optional<PaymentNonce> find(String nonce, Instant now) {
    if (AUTHENTICATIONS.containsKey(nonce)) {
      return known("visa", Behaviour.CHARGED, AUTHENTICATIONS.get(nonce), false, now);
    }
    return switch (nonce) {
      case "fake-valid-nonce", "fake-valid-visa-nonce" -> charged("visa", now);
      case "fake-valid-mastercard-nonce" -> charged("mastercard", now);
      case "fake-valid-amex-nonce" -> charged("amex", now);
      case "fake-valid-discover-nonce" -> charged("discover", now);
      case "fake-valid-jcb-nonce" -> charged("jcb", now);
      case "fake-consumed-nonce" -> known("visa", Behaviour.CHARGED, null, true, now);
      case "fake-processor-declined-visa-nonce" -> declined("visa", now);
      case "fake-processor-declined-mastercard-nonce" -> declined("mastercard", now);
      case "fake-processor-declined-amex-nonce" -> declined("amex", now);
      case "fake-processor-declined-discover-nonce" -> declined("discover", now);
      case "fake-processor-failure-jcb-nonce" ->
          known("jcb", Behaviour.PROCESSOR_FAILED, null, false, now);
      case "fake-gateway-rejected-fraud-nonce" ->
          known("visa", Behaviour.REJECTED_AS_FRAUD, null, false, now);
      case "fake-luhn-invalid-nonce" -> known("visa", Behaviour.INVALID_NUMBER, null, false, now);
      default -> Optional.empty();
    };
  }

  private Optional<PaymentNonce> charged(String card, Instant now) {
    return known(card, Behaviour.CHARGED, null, false, now);
  }

  private Optional<PaymentNonce> declined(String card, Instant now) {
    return known(card, Behaviour.PROCESSOR_DECLINED, null, false, now);
  }

  private Optional<PaymentNonce> known(
      String brand,
      Behaviour behaviour,
      @Nullable String threeDSecure,
      boolean consumed,
      Instant now) {
    String number = CARDS.getOrDefault(brand, "");
    Card card =
        new Card(
            TYPES.getOrDefault(brand, ""),
            number.substring(number.length() - 4),
            "12/" + (now.atOffset(ZoneOffset.UTC).getYear() + 1),
            secrets.digest("card", number));
    return Optional.of(
        new PaymentNonce("", card, behaviour, threeDSecure, now, consumed ? now : null));
  }
}
