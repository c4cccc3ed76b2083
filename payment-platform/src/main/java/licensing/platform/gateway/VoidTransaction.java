package licensing.platform.gateway;

import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;

/** Lets an authorization go, or takes a capture back before it settles. */
record VoidTransaction(Operations operations) implements Handler {

  @Override
  public Answer answer(Request request) {
    return operations.change("void", request, 200, (books, t, body) -> release(books, t));
  }

  private static Outcome release(Books books, Transaction t) {
    if (!t.status().isVoidable()) {
      return Outcome.invalid(ValidationError.NOT_VOIDABLE);
    }
    Transaction voided = t.now(TransactionStatus.VOIDED, books.now());
    books.transactions().change(voided);
    return Outcome.made(books, voided);
  }
}
