package licensing.platform.gateway;

import java.util.Optional;
import licensing.platform.fault.Fault;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.PaymentNonce;
import licensing.platform.ledger.Secrets;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;
import licensing.platform.xml.Element;
import licensing.platform.xml.RequestReader;
import org.jspecify.annotations.Nullable;

/** Charges a nonce: authorizes, and submits for settlement if asked to. */
record Sale(Operations operations, SaleReader reader, KnownNonces nonces, Lifetimes lifetimes)
    implements Handler {

  @Override
  public Answer answer(Request request) {
    Element body = RequestReader.read(request);
    return Answers.of(
        operations.once("sale", request, body, books -> sell(books, body, request.fault())),
        201,
        body);
  }

  private Outcome sell(Books books, Element body, Fault.@Nullable InTheOperation fault) {
    SaleRequest sale = reader.read(body);
    PaymentNonce nonce = chargeable(books, sale);
    if (nonce.isAuthenticatedElsewhere(sale.account())) {
      throw new Refusal(ValidationError.AUTHENTICATED_ELSEWHERE);
    }
    Verdict verdict = verdict(books, sale, nonce, fault);
    nonces.consume(books, nonce);
    Transaction made = transaction(books, sale, nonce, verdict);
    books.transactions().add(made);
    return Outcome.made(books, sale.submit() ? submitted(books, made) : made);
  }

  private Verdict verdict(
      Books books, SaleRequest sale, PaymentNonce nonce, Fault.@Nullable InTheOperation fault) {
    if (fault instanceof Fault.Declined declined) {
      return Verdict.declined(declined.code());
    }
    return duplicateOf(books, sale, nonce)
        .map(original -> Verdict.duplicateOf(original.id()))
        .orElseGet(() -> Verdict.on(nonce, sale.money(), sale.authenticationRequired()));
  }

  private PaymentNonce chargeable(Books books, SaleRequest sale) {
    return switch (sale.source()) {
      case PaymentSource.Nonce nonce -> chargeable(books, nonce);
      case PaymentSource.TypedCard typed -> nonces.of(typed.card(), books.now());
    };
  }

  private PaymentNonce chargeable(Books books, PaymentSource.Nonce given) {
    PaymentNonce nonce =
        nonces
            .find(books, given.value())
            .orElseThrow(() -> new Refusal(ValidationError.NONCE_UNKNOWN));
    if (nonce.isConsumed()) {
      throw new Refusal(ValidationError.NONCE_CONSUMED);
    }
    if (nonce.behaviour() == PaymentNonce.Behaviour.INVALID_NUMBER) {
      throw new Refusal(ValidationError.NUMBER_INVALID);
    }
    return nonce;
  }

  /** A request key excludes the duplicate check, as documented. */
  private Optional<Transaction> duplicateOf(Books books, SaleRequest sale, PaymentNonce nonce) {
    return sale.keyed()
        ? Optional.empty()
        : books
            .transactions()
            .original(
                nonce.card(),
                sale.money(),
                sale.orderId(),
                books.now().minus(lifetimes.duplicates()));
  }

  private static Transaction transaction(
      Books books, SaleRequest sale, PaymentNonce nonce, Verdict verdict) {
    return new Transaction(
        Secrets.random(8),
        Transaction.Kind.SALE,
        sale.account(),
        sale.orderId(),
        sale.money(),
        verdict.status(),
        nonce.card(),
        nonce.threeDSecure(),
        verdict.response(),
        null,
        null,
        books.now(),
        books.now());
  }

  private static Transaction submitted(Books books, Transaction made) {
    if (made.status() != TransactionStatus.AUTHORIZED) {
      return made;
    }
    Transaction submitted = made.now(TransactionStatus.SUBMITTED_FOR_SETTLEMENT, books.now());
    books.transactions().change(submitted);
    return submitted;
  }
}
