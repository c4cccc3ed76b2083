package licensing.platform.gateway;

import java.util.EnumSet;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Money;
import licensing.platform.ledger.Secrets;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;
import licensing.platform.xml.Element;

/**
 * Captures a part of an authorization by a sale of its own, as often as something of it is left.
 * The authorization waits meanwhile; it never settles itself.
 */
record PartialSettlement(Operations operations) implements Handler {

  @Override
  public Answer answer(Request request) {
    return operations.change("partial settlement", request, 201, PartialSettlement::submit);
  }

  private static Outcome submit(Books books, Transaction whole, Element body) {
    var parts = books.transactions().partsOf(whole.id());
    boolean begun = whole.status() == TransactionStatus.SETTLEMENT_PENDING && !parts.isEmpty();
    if (whole.status() != TransactionStatus.AUTHORIZED && !begun) {
      return Outcome.invalid(ValidationError.NOT_DIVISIBLE);
    }
    String amount = body.text("amount");
    if (amount == null) {
      return Outcome.invalid(ValidationError.AMOUNT_MISSING);
    }
    Money money = Amounts.positive(amount, whole.money().currency());
    Money left = Amounts.left(whole, parts, EnumSet.of(TransactionStatus.VOIDED));
    if (money.compareTo(left) > 0) {
      return Outcome.invalid(ValidationError.SETTLEMENT_TOO_LARGE);
    }
    if (!begun) {
      books.transactions().change(whole.now(TransactionStatus.SETTLEMENT_PENDING, books.now()));
    }
    Transaction part = part(books, whole, money, body);
    books.transactions().add(part);
    return Outcome.made(books, part);
  }

  private static Transaction part(Books books, Transaction whole, Money money, Element body) {
    String orderId = SaleReader.orderId(body);
    return new Transaction(
        Secrets.random(8),
        Transaction.Kind.SALE,
        whole.account(),
        orderId == null ? whole.orderId() : orderId,
        money,
        TransactionStatus.SUBMITTED_FOR_SETTLEMENT,
        whole.card(),
        whole.threeDSecure(),
        whole.response(),
        null,
        whole.id(),
        books.now(),
        books.now());
  }
}
