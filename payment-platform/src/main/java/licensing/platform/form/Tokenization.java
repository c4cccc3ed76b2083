package licensing.platform.form;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import licensing.platform.card.CardEntry;
import licensing.platform.card.CardEntry.FieldError;
import licensing.platform.http.Answer;
import licensing.platform.http.Json;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.Secrets;
import org.jspecify.annotations.Nullable;

/** Takes a card from the form's frame and gives a nonce for it. */
record Tokenization(ClientTokens tokens, Ledger ledger, Secrets secrets, InstantSource clock) {

  Answer tokenize(Request request) {
    TokenizeRequest wanted = TokenizeRequest.read(request);
    if (!isAuthorized(wanted.fingerprint())) {
      return refused();
    }
    var card = wanted.card();
    if (card == null) {
      return Json.answer(422, Map.of("error", Map.of("message", "No card was given.")));
    }
    return switch (read(card, wanted.validate())) {
      case Invalid invalid -> invalid(invalid.errors());
      case Given given -> given(given);
    };
  }

  /** What became of a card. */
  sealed interface Result {}

  record Invalid(List<FieldError> errors) implements Result {}

  /**
   * @param name what the merchant's server will charge
   */
  record Given(String name, PaymentNonce nonce) implements Result {}

  /**
   * @param card gives a field by its name; null if it is missing
   * @param validate whether the card has to be one that can still be used
   */
  Result read(Function<String, @Nullable String> card, boolean validate) {
    CardEntry entry = CardEntry.read(card);
    List<FieldError> errors = new ArrayList<>(entry.errors());
    if (validate && entry.hasExpired(clock.instant())) {
      errors.add(new FieldError("expirationDate", "81710", "Expiration date is invalid."));
    }
    if (!errors.isEmpty()) {
      return new Invalid(errors);
    }
    PaymentNonce nonce = entry.nonce(secrets, clock.instant());
    return new Given(ledger.enter(books -> keep(books, nonce)), nonce);
  }

  /** There is no vault: whoever asks for the cards that were kept gets none. */
  Answer kept(Request request) {
    return isAuthorized(request.query().get("authorizationFingerprint"))
        ? Json.answer(200, Map.of("paymentMethods", List.of()))
        : refused();
  }

  boolean isAuthorized(@Nullable Object fingerprint) {
    return fingerprint instanceof String text && tokens.isValid(text);
  }

  static Answer refused() {
    String message = "The client token is not valid, or older than 24 hours.";
    return Json.answer(401, Map.of("error", Map.of("message", message)));
  }

  private static Answer given(Given given) {
    var card = NonceJson.of(given.name(), given.nonce());
    return Json.answer(202, Map.of("creditCards", List.of(card)));
  }

  /** Gives a nonce a name, which is told once and kept as a digest only. */
  String keep(Books books, PaymentNonce nonce) {
    String name = "tokencc_" + Secrets.random(26);
    books.nonces().add(nonce.named(secrets.digest("nonce", name), books.now()));
    return name;
  }

  private static Answer invalid(List<FieldError> errors) {
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
