package licensing.platform.gateway;

import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Money;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;
import licensing.platform.xml.Element;
import licensing.platform.xml.RequestReader;

/** Captures an authorization, whole or less. */
record SubmitForSettlement(Operations operations) implements Handler {

  @Override
  public Answer answer(Request request) {
    String id = request.variable("id");
    Element body = RequestReader.read(request);
    return Answers.of(
        operations.run(books -> Outcome.of(books, id, t -> submit(books, t, body))), 200, body);
  }

  private static Outcome submit(Books books, Transaction t, Element body) {
    if (t.status() != TransactionStatus.AUTHORIZED) {
      return Outcome.invalid(ValidationError.NOT_SUBMITTABLE);
    }
    String amount = body.text("amount");
    Money money = amount == null ? t.money() : Amounts.positive(amount, t.money().currency());
    if (money.compareTo(t.money()) > 0) {
      return Outcome.invalid(ValidationError.SETTLEMENT_TOO_LARGE);
    }
    String orderId = SaleReader.orderId(body);
    Transaction submitted =
        t.now(
            TransactionStatus.SUBMITTED_FOR_SETTLEMENT,
            money,
            orderId == null ? t.orderId() : orderId,
            books.now());
    books.transactions().change(submitted);
    return Outcome.made(books, submitted);
  }
}
