package licensing.platform.gateway;

import static java.util.Map.entry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import licensing.platform.card.CardEntry;
import licensing.platform.card.CardNumber;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.PaymentNonce.Behaviour;
import licensing.platform.ledger.Scenario;
import licensing.platform.ledger.Secrets;
import org.jspecify.annotations.Nullable;

/** The sandbox's documented test nonces, as far as cards go. */
record TestNonces(Secrets secrets) {
  private static final String VISA = "4012888888881881";
  private static final String MASTERCARD = "5555555555554444";
  private static final String AMEX = "378282246310005";
  private static final String DISCOVER = "6011111111111117";
  private static final String JCB = "3530111333300000";
  private static final String DINERS = "36259600000004";
  private static final String MAESTRO = "6304000000000000";

  private record Known(
      String number, Behaviour behaviour, @Nullable String threeDSecure, boolean consumed) {}

  private static final Map<String, Known> KNOWN =
      Map.ofEntries(
          entry("fake-valid-nonce", charged(VISA)),
          entry("fake-valid-visa-nonce", charged(VISA)),
          entry("fake-valid-mastercard-nonce", charged(MASTERCARD)),
          entry("fake-valid-amex-nonce", charged(AMEX)),
          entry("fake-valid-discover-nonce", charged(DISCOVER)),
          entry("fake-valid-jcb-nonce", charged(JCB)),
          entry("fake-valid-dinersclub-nonce", charged(DINERS)),
          entry("fake-valid-maestro-nonce", charged(MAESTRO)),
          entry("fake-consumed-nonce", new Known(VISA, Behaviour.CHARGED, null, true)),
          entry("fake-processor-declined-visa-nonce", declined(VISA)),
          entry("fake-processor-declined-mastercard-nonce", declined(MASTERCARD)),
          entry("fake-processor-declined-amex-nonce", declined(AMEX)),
          entry("fake-processor-declined-discover-nonce", declined(DISCOVER)),
          entry("fake-processor-failure-jcb-nonce", of(JCB, Behaviour.PROCESSOR_FAILED)),
          entry("fake-gateway-rejected-fraud-nonce", of(VISA, Behaviour.REJECTED_AS_FRAUD)),
          entry("fake-luhn-invalid-nonce", of(VISA, Behaviour.INVALID_NUMBER)),
          authenticated("visa-full-authentication", "authenticate_successful"),
          authenticated("visa-lookup-timeout", "lookup_error"),
          authenticated("visa-failed-signature", "authenticate_signature_verification_failed"),
          authenticated("visa-failed-authentication", "authenticate_failed"),
          authenticated("visa-attempts-non-participating", "authenticate_attempt_successful"),
          authenticated("visa-not-enrolled", "lookup_not_enrolled"),
          authenticated("visa-unavailable", "authentication_unavailable"),
          authenticated("visa-mpi-lookup-error", "lookup_error"),
          authenticated("visa-mpi-authenticate-error", "authenticate_error"),
          authenticated("visa-authentication-unavailable", "authenticate_unable_to_authenticate"),
          authenticated("visa-bypassed-authentication", "lookup_bypassed"),
          authenticated(
              "two-visa-successful-frictionless-authentication", "authenticate_successful"),
          authenticated("two-visa-successful-step-up-authentication", "authenticate_successful"),
          authenticated("two-visa-error-on-lookup", "lookup_error"),
          authenticated("two-visa-timeout-on-lookup", "lookup_failed_acs_error"));

  Optional<PaymentNonce> find(String nonce, Instant now) {
    return Optional.ofNullable(KNOWN.get(nonce)).map(known -> nonce(known, now));
  }

  private PaymentNonce nonce(Known known, Instant now) {
    String date = "12/" + (now.atOffset(ZoneOffset.UTC).getYear() + 1);
    CardEntry entry = new CardEntry(CardNumber.of(known.number()), date, null, null);
    return new PaymentNonce(
        "",
        entry.card(secrets),
        known.behaviour(),
        Scenario.SUCCESSFUL,
        known.threeDSecure(),
        null,
        now,
        known.consumed() ? now : null);
  }

  private static Known charged(String number) {
    return of(number, Behaviour.CHARGED);
  }

  private static Known declined(String number) {
    return of(number, Behaviour.PROCESSOR_DECLINED);
  }

  private static Known of(String number, Behaviour behaviour) {
    return new Known(number, behaviour, null, false);
  }

  private static Map.Entry<String, Known> authenticated(String name, String status) {
    return entry(
        "fake-three-d-secure-" + name + "-nonce",
        new Known(VISA, Behaviour.CHARGED, status, false));
  }
}
