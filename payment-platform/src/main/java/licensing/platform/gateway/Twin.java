package licensing.platform.gateway;

import java.util.List;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Secrets;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;

/** A second authorization for an order that has one, as when a request arrived twice. */
final class Twin {
  private Twin() {}

  /** Nothing happens unless exactly one sale holds money for the order. */
  static void add(Books books, String orderId) {
    List<Transaction> good =
        books.transactions().withOrder(orderId).stream()
            .filter(t -> !t.isRefund() && t.status().isVoidable())
            .toList();
    if (good.size() == 1) {
      Transaction only = good.getFirst();
      books.transactions().add(copy(only, books));
    }
  }

  private static Transaction copy(Transaction t, Books books) {
    return new Transaction(
        Secrets.random(8),
        t.kind(),
        t.account(),
        t.orderId(),
        t.money(),
        TransactionStatus.AUTHORIZED,
        t.card(),
        t.threeDSecure(),
        t.response(),
        null,
        null,
        books.now(),
        books.now());
  }
}
