package licensing.platform.gateway;

import java.time.Instant;
import java.util.Optional;
import licensing.platform.card.CardEntry;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.Secrets;

/** The nonces a sale may name: those the card form was given, and the sandbox's test nonces. */
record KnownNonces(Secrets secrets, TestNonces tests, Lifetimes lifetimes) {

  Optional<PaymentNonce> find(Books books, String nonce) {
    Optional<PaymentNonce> test = tests.find(nonce, books.now());
    return test.isPresent()
        ? test
        : books.nonces().find(secrets.digest("nonce", nonce), books.now().minus(lifetimes.nonce()));
  }

  /** As if the card had been given a nonce for this one sale. */
  PaymentNonce of(CardEntry entry, Instant now) {
    return entry.nonce(secrets, now);
  }

  /** A test nonce is not in the books: it can be used again and again, as in the sandbox. */
  void consume(Books books, PaymentNonce nonce) {
    books.nonces().consume(nonce, books.now());
  }
}
