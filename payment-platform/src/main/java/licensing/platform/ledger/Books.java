package licensing.platform.ledger;

import java.time.Instant;
import java.util.Optional;

/** The open ledger, within one transaction of the store, at one moment. */
public record Books(
    Transactions transactions,
    Nonces nonces,
    RequestKeys requestKeys,
    Disputes disputes,
    Customers customers,
    Deliveries deliveries,
    Injections injections,
    Instant now,
    Lifetimes lifetimes) {

  static Books of(Sql sql, Instant now, Lifetimes lifetimes) {
    return new Books(
        new Transactions(sql),
        new Nonces(sql),
        new RequestKeys(sql),
        new Disputes(sql),
        new Customers(sql),
        new Deliveries(sql),
        new Injections(sql),
        now,
        lifetimes);
  }

  public Optional<Statement> statement(String id) {
    return transactions.find(id).map(this::statement);
  }

  public Statement statement(Transaction t) {
    return new Statement(
        t,
        transactions.history(t.id()),
        transactions.refundsOf(t.id()).stream().map(Transaction::id).toList(),
        transactions.partsOf(t.id()).stream().map(Transaction::id).toList(),
        disputes.of(t.id()),
        t.createdAt().plus(lifetimes.authorization()));
  }
}
