package licensing.platform.form;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import licensing.platform.card.Authentication;
import licensing.platform.http.Answer;
import licensing.platform.http.Json;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.Scenario;
import licensing.platform.ledger.Secrets;

/**
 * 3-D Secure: the nonce is used up for a new one that carries the result. Where the bank wants to
 * ask the buyer, the new one says so until the buyer has answered, which may be never.
 */
record ThreeDSecure(Tokenization tokenization, Lifetimes lifetimes) {

  /**
   * Asks the bank, which decides at once or wants to ask the buyer. The merchant may wish for a
   * challenge, which a bank that would have agreed at once then makes.
   */
  Answer lookUp(Request request) {
    Map<String, Object> asked = Json.read(request.body());
    boolean wished = Boolean.TRUE.equals(asked.get("challengeRequested"));
    String fingerprint = String.valueOf(asked.get("authorizationFingerprint"));
    return answer(
        request,
        (books, nonce) -> lookUp(books, nonce.under(account(asked)), wished, fingerprint),
        lookedUp -> Json.answer(201, lookedUp));
  }

  /** The one of the client token, unless the merchant's own server asks and names another. */
  private String account(Map<String, Object> asked) {
    String fingerprint = String.valueOf(asked.get("authorizationFingerprint"));
    return asked.get("merchantAccountId") instanceof String named
        ? named
        : tokenization.tokens().account(fingerprint);
  }

  /** The buyer's answer to the bank, which reaches it past the merchant. */
  Answer challenge(Request request) {
    Object passed = Json.read(request.body()).get("passed");
    return answer(
        request,
        (books, nonce) -> decide(books, nonce, Boolean.TRUE.equals(passed)),
        nonce -> Json.answer(200, Map.of()));
  }

  /** What the bank came to in the end. The token of Cardinal's script proves nothing here. */
  Answer authenticateFromJwt(Request request) {
    return answer(request, (books, nonce) -> nonce, nonce -> told(request, nonce));
  }

  private <T> Answer answer(
      Request request, BiFunction<Books, PaymentNonce, T> change, Function<T, Answer> tell) {
    if (!tokenization.isAuthorized(Json.read(request.body()).get("authorizationFingerprint"))) {
      return Tokenization.refused();
    }
    String digest = tokenization.secrets().digest("nonce", request.variable("nonce"));
    return tokenization
        .ledger()
        .enter(books -> unused(books, digest).map(nonce -> change.apply(books, nonce)))
        .map(tell)
        .orElseGet(() -> Json.answer(404, Map.of("error", Map.of("message", "Unknown nonce."))));
  }

  private Optional<PaymentNonce> unused(Books books, String digest) {
    return books
        .nonces()
        .find(digest, books.now().minus(lifetimes.nonce()))
        .filter(nonce -> !nonce.isConsumed());
  }

  private Map<String, Object> lookUp(
      Books books, PaymentNonce nonce, boolean wished, String fingerprint) {
    Scenario scenario = nonce.scenario();
    boolean challenge = scenario.isChallenge() || wished && scenario == Scenario.SUCCESSFUL;
    PaymentNonce renewed =
        nonce.authenticated(challenge ? Authentication.CHALLENGE_REQUIRED : scenario.status());
    books.nonces().consume(nonce, books.now());
    String name = tokenization.keep(books, renewed);
    Map<String, Object> lookup = new LinkedHashMap<>();
    lookup.put("threeDSecureVersion", "2.2.0");
    lookup.put("transactionId", Secrets.random(20));
    if (challenge) {
      lookup.put("acsUrl", ClientConfiguration.bank());
      lookup.put("pareq", BankPage.question(name, fingerprint));
    }
    return told(name, renewed, lookup);
  }

  private static Map<String, Object> told(
      String name, PaymentNonce nonce, Map<String, Object> lookup) {
    return Map.of(
        "paymentMethod",
        NonceJson.of(name, nonce),
        "threeDSecureInfo",
        NonceJson.authentication(String.valueOf(nonce.threeDSecure())),
        "lookup",
        lookup);
  }

  /** Only what waits for the buyer can be decided, and only once. */
  private static PaymentNonce decide(Books books, PaymentNonce nonce, boolean passed) {
    if (Authentication.CHALLENGE_REQUIRED.equals(nonce.threeDSecure())) {
      String status = passed ? nonce.scenario().status() : Authentication.CHALLENGE_FAILED;
      books.nonces().authenticated(nonce, status);
    }
    return nonce;
  }

  private static Answer told(Request request, PaymentNonce nonce) {
    String name = request.variable("nonce");
    return Json.answer(200, told(name, nonce, Map.of()));
  }
}
