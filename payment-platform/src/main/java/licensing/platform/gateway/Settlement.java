package licensing.platform.gateway;

import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Transaction;
import licensing.platform.xml.RequestReader;

/** The sandbox's testing calls: what the bank does overnight, done now. */
record Settlement(Operations operations, SettlementStep step) implements Handler {

  @Override
  public Answer answer(Request request) {
    return Answers.of(settle(request.variable("id")), 200, RequestReader.read(request));
  }

  Outcome settle(String id) {
    return operations.run(books -> Outcome.of(books, id, t -> settle(books, t)));
  }

  private Outcome settle(Books books, Transaction t) {
    boolean inParts = !books.transactions().partsOf(t.id()).isEmpty();
    if (inParts || !t.status().isOnItsWayToSettlement()) {
      return Outcome.invalid(ValidationError.NOT_SETTLEABLE);
    }
    Transaction settled = t.now(step.target(), books.now());
    books.transactions().change(settled);
    return Outcome.made(books, settled);
  }
}
