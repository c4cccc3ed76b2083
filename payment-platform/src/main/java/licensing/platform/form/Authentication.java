package licensing.platform.form;

import java.util.Map;
import java.util.Optional;
import licensing.platform.http.Answer;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.PaymentNonce;

/**
 * 3-D Secure, without a challenge: the buyer's bank agrees at once, or refuses for one test card.
 * The nonce is used up for a new one that carries the result.
 */
record Authentication(Tokenization tokenization, Lifetimes lifetimes) {

  Answer authenticate(Request request) {
    if (!tokenization.isAuthorized(Json.read(request.body()))) {
      return Tokenization.refused();
    }
    String digest = tokenization.secrets().digest("nonce", request.variable("nonce"));
    return tokenization
        .ledger()
        .enter(books -> use(books, digest))
        .map(this::authenticated)
        .orElseGet(() -> Json.answer(404, Map.of("error", Map.of("message", "Unknown nonce."))));
  }

  private Optional<PaymentNonce> use(Books books, String digest) {
    Optional<PaymentNonce> nonce =
        books
            .nonces()
            .find(digest, books.now().minus(lifetimes.nonce()))
            .filter(found -> !found.isConsumed());
    nonce.ifPresent(found -> books.nonces().consume(found, books.now()));
    return nonce;
  }

  private Answer authenticated(PaymentNonce nonce) {
    String status = isRefused(nonce) ? "authenticate_failed" : "authenticate_successful";
    String renewed = tokenization.keep(nonce.card(), nonce.behaviour(), status);
    return Json.answer(201, Map.of("paymentMethod", NonceJson.of(renewed, nonce.card(), status)));
  }

  private boolean isRefused(PaymentNonce nonce) {
    String refused = tokenization.secrets().digest("card", TestCards.authenticationFails());
    return nonce.card().fingerprint().equals(refused);
  }
}
