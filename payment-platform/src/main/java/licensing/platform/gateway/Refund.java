package licensing.platform.gateway;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Request;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Merchant;
import licensing.platform.ledger.Money;
import licensing.platform.ledger.Secrets;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;
import licensing.platform.xml.Element;

/** Gives money back by a credit of its own, as often as something of the sale is left. */
record Refund(Operations operations, Merchant merchant) implements Handler {
  /** A refund that was voided, refused or failed has given nothing back. */
  private static final Set<TransactionStatus> GIVES_NOTHING =
      EnumSet.of(
          TransactionStatus.VOIDED,
          TransactionStatus.SETTLEMENT_DECLINED,
          TransactionStatus.PROCESSOR_DECLINED);

  @Override
  public Answer answer(Request request) {
    return operations.change("refund", request, 201, this::refund);
  }

  /** All that is left of a sale. */
  Outcome refund(String id) {
    Element whole = new Element("transaction", "", List.of());
    return operations.run(books -> Outcome.of(books, id, sale -> refund(books, sale, whole)));
  }

  private Outcome refund(Books books, Transaction sale, Element body) {
    if (sale.isRefund()) {
      return Outcome.invalid(ValidationError.CREDIT_NOT_REFUNDABLE);
    }
    if (!sale.status().isRefundable()) {
      return Outcome.invalid(ValidationError.NOT_REFUNDABLE);
    }
    Money left = Amounts.left(sale, books.transactions().refundsOf(sale.id()), GIVES_NOTHING);
    if (!left.isPositive()) {
      return Outcome.invalid(ValidationError.ALREADY_REFUNDED);
    }
    String amount = body.text("amount");
    Money money = amount == null ? left : Amounts.positive(amount, left.currency());
    if (money.compareTo(left) > 0) {
      return Outcome.invalid(ValidationError.REFUND_TOO_LARGE);
    }
    Transaction credit = credit(books, sale, money, body);
    books.transactions().add(credit);
    return Outcome.made(books, credit);
  }

  private Transaction credit(Books books, Transaction sale, Money money, Element body) {
    String orderId = SaleReader.orderId(body);
    Verdict verdict = Verdict.onRefund(money);
    return new Transaction(
        Secrets.random(8),
        Transaction.Kind.CREDIT,
        account(sale, body),
        orderId == null ? sale.orderId() : orderId,
        money,
        verdict.status(),
        sale.card(),
        null,
        verdict.response(),
        sale.id(),
        null,
        books.now(),
        books.now());
  }

  /** Another account of the same currency may give it back. */
  private String account(Transaction sale, Element body) {
    String account = body.text("merchant-account-id");
    if (account == null) {
      return sale.account();
    }
    if (!merchant.currencyOf(account).equals(Optional.of(sale.money().currency()))) {
      throw new Refusal(ValidationError.ACCOUNT_INVALID);
    }
    return account;
  }
}
