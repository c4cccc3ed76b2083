package licensing.platform.gateway;

import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;
import licensing.platform.xml.Element;
import licensing.platform.xml.RequestReader;

/** Lets an authorization go, or takes a capture back before it settles. */
record VoidTransaction(Operations operations) implements Handler {

  @Override
  public Answer answer(Request request) {
    String id = request.variable("id");
    Element body = RequestReader.read(request);
    return Answers.of(
        operations.once(
            "void", request, body, books -> Outcome.of(books, id, t -> release(books, t))),
        200,
        body);
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
