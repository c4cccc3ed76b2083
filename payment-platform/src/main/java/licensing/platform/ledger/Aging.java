package licensing.platform.ledger;

import java.time.Duration;
import java.time.Instant;

/** What time alone does to transactions; applied whenever the ledger is opened for a request. */
record Aging(Lifetimes lifetimes) {

  void apply(Books books) {
    move(
        books,
        TransactionStatus.AUTHORIZED,
        TransactionStatus.AUTHORIZATION_EXPIRED,
        lifetimes.authorization());
    if (lifetimes.settlement().isPositive()) {
      var delay = lifetimes.settlement();
      move(books, TransactionStatus.SUBMITTED_FOR_SETTLEMENT, TransactionStatus.SETTLING, delay);
      move(books, TransactionStatus.SETTLING, TransactionStatus.SETTLED, delay);
    }
  }

  private static void move(
      Books books, TransactionStatus from, TransactionStatus to, Duration after) {
    for (Transaction t : books.transactions().in(from, books.now().minus(after))) {
      Instant due = t.updatedAt().plus(after);
      books.transactions().change(t.now(to, due));
    }
  }
}
