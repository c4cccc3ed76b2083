package licensing.platform.form;

import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import licensing.platform.http.Answer;
import licensing.platform.http.Request;
import licensing.platform.ledger.Card;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.Secrets;

/**
 * Takes a card from the form's frame and gives a nonce for it: the only place that sees a number.
 */
record Tokenization(ClientTokens tokens, Ledger ledger, Secrets secrets, InstantSource clock) {

  Answer tokenize(Request request) {
    Map<String, Object> body = Json.read(request.body());
    if (!isAuthorized(body)) {
      return refused();
    }
    if (!(body.get("creditCard") instanceof Map<?, ?> typed)) {
      return Json.answer(422, Map.of("error", Map.of("message", "No card was given.")));
    }
    CardEntry entry = CardEntry.read(typed);
    List<CardEntry.FieldError> errors = entry.errors(clock.instant());
    return errors.isEmpty() ? given(entry) : invalid(errors);
  }

  boolean isAuthorized(Map<String, Object> body) {
    return body.get("authorizationFingerprint") instanceof String fingerprint
        && tokens.isValid(fingerprint);
  }

  static Answer refused() {
    String message = "The client token is not valid, or older than 24 hours.";
    return Json.answer(401, Map.of("error", Map.of("message", message)));
  }

  private Answer given(CardEntry entry) {
    CardNumber number = entry.number();
    YearMonth expiration = entry.expiration().orElseThrow();
    Card card =
        new Card(
            number.type(),
            number.last4(),
            "%02d/%d".formatted(expiration.getMonthValue(), expiration.getYear()),
            secrets.digest("card", number.digits()));
    String nonce = keep(card, TestCards.behaviour(number), null);
    return Json.answer(202, Map.of("creditCards", List.of(NonceJson.of(nonce, card, null))));
  }

  String keep(
      Card card,
      PaymentNonce.Behaviour behaviour,
      @org.jspecify.annotations.Nullable String threeDSecure) {
    String nonce = "tokencc_" + Secrets.random(26);
    String digest = secrets.digest("nonce", nonce);
    ledger.enter(
        books -> {
          books
              .nonces()
              .add(new PaymentNonce(digest, card, behaviour, threeDSecure, books.now(), null));
          return nonce;
        });
    return nonce;
  }

  private static Answer invalid(List<CardEntry.FieldError> errors) {
    List<Map<String, String>> fields =
        errors.stream()
            .map(e -> Map.of("field", e.field(), "code", e.code(), "message", e.message()))
            .toList();
    return Json.answer(
        422,
        Map.of(
            "error",
            Map.of("message", "Credit card is invalid."),
            "fieldErrors",
            List.of(Map.of("field", "creditCard", "fieldErrors", fields))));
  }
}
