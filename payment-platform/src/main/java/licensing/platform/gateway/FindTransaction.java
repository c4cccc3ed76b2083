package licensing.platform.gateway;

import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Ledger;

/** Shows a transaction as it stands. */
record FindTransaction(Ledger ledger) implements Handler {

  @Override
  public Answer answer(Request request) {
    return ledger
        .enter(books -> books.statement(request.variable("id")))
        .map(statement -> Answers.transaction(200, statement))
        .orElseGet(Answers::missing);
  }
}
