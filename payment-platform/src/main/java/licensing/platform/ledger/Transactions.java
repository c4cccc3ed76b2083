package licensing.platform.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transactions and the history of their states. */
public final class Transactions {
  private final Sql sql;

  Transactions(Sql sql) {
    this.sql = sql;
  }

  public void add(Transaction t) {
    sql.update(
        "INSERT INTO transactions VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        t.id(),
        t.kind().name(),
        t.account(),
        t.orderId(),
        t.money().amount().toPlainString(),
        t.money().currency(),
        t.status().name(),
        t.card().type(),
        t.card().last4(),
        t.card().expiration(),
        t.card().fingerprint(),
        t.threeDSecure(),
        t.response().code(),
        t.response().text(),
        t.response().rejection(),
        t.response().duplicateOf(),
        t.refundedId(),
        t.createdAt().toEpochMilli(),
        t.updatedAt().toEpochMilli(),
        t.card().bin(),
        t.card().cardholder(),
        t.response().additional(),
        t.authorizedId());
    remember(t);
  }

  /** Its status, order, amount and time; all else never changes. */
  public void change(Transaction t) {
    sql.update(
        "UPDATE transactions SET status = ?, order_id = ?, amount = ?, updated_at = ?"
            + " WHERE id = ?",
        t.status().name(),
        t.orderId(),
        t.money().amount().toPlainString(),
        t.updatedAt().toEpochMilli(),
        t.id());
    remember(t);
  }

  /** A state it passed on the way, which the history shows before the present one. */
  public void remember(Transaction t) {
    sql.update(
        "INSERT INTO status_events VALUES (?,?,?,?)",
        t.id(),
        t.status().name(),
        t.money().amount().toPlainString(),
        t.updatedAt().toEpochMilli());
  }

  public Optional<Transaction> find(String id) {
    return sql.first(Transactions::row, "SELECT * FROM transactions WHERE id = ?", id);
  }

  public List<Transaction> withOrder(String orderId) {
    return sql.list(
        Transactions::row,
        "SELECT * FROM transactions WHERE order_id = ? ORDER BY rowid DESC",
        orderId);
  }

  public List<Transaction> newest(int limit) {
    return sql.list(
        Transactions::row, "SELECT * FROM transactions ORDER BY rowid DESC LIMIT ?", limit);
  }

  /** Of those created within the time, whose end is exclusive. */
  public List<Transaction> newest(Instant from, Instant to, int limit) {
    return sql.list(
        Transactions::row,
        "SELECT * FROM transactions WHERE created_at >= ? AND created_at < ?"
            + " ORDER BY rowid DESC LIMIT ?",
        from.toEpochMilli(),
        to.toEpochMilli(),
        limit);
  }

  public List<Transaction> refundsOf(String id) {
    return sql.list(
        Transactions::row, "SELECT * FROM transactions WHERE refunded_id = ? ORDER BY rowid", id);
  }

  /** The sales that capture parts of an authorization. */
  public List<Transaction> partsOf(String id) {
    return sql.list(
        Transactions::row, "SELECT * FROM transactions WHERE authorized_id = ? ORDER BY rowid", id);
  }

  public List<Transaction> in(TransactionStatus status, Instant since) {
    return sql.list(
        Transactions::row,
        "SELECT * FROM transactions WHERE status = ? AND updated_at <= ?",
        status.name(),
        since.toEpochMilli());
  }

  public List<Transaction> onTheirWayToSettlement() {
    return Arrays.stream(TransactionStatus.values())
        .filter(TransactionStatus::isOnItsWayToSettlement)
        .flatMap(status -> in(status, Instant.ofEpochMilli(Long.MAX_VALUE)).stream())
        .toList();
  }

  /** The newest successful sale of the same amount to the same card for the same order. */
  public Optional<Transaction> original(
      Card card, Money money, @Nullable String orderId, Instant since) {
    return sql
        .list(
            Transactions::row,
            "SELECT * FROM transactions WHERE fingerprint = ? AND amount = ? AND currency = ?"
                + " AND order_id IS ? AND kind = 'SALE' AND created_at > ? ORDER BY rowid DESC",
            card.fingerprint(),
            money.amount().toPlainString(),
            money.currency(),
            orderId,
            since.toEpochMilli())
        .stream()
        .filter(t -> !t.status().isRefusal() && t.status() != TransactionStatus.VOIDED)
        .findFirst();
  }

  public List<StatusEvent> history(String id) {
    return sql.list(
        row ->
            new StatusEvent(
                TransactionStatus.valueOf(row.getString("status")),
                row.getString("amount"),
                Instant.ofEpochMilli(row.getLong("at"))),
        "SELECT * FROM status_events WHERE transaction_id = ? ORDER BY rowid",
        id);
  }

  private static Transaction row(ResultSet row) throws SQLException {
    return new Transaction(
        row.getString("id"),
        Transaction.Kind.valueOf(row.getString("kind")),
        row.getString("account"),
        row.getString("order_id"),
        Money.of(new java.math.BigDecimal(row.getString("amount")), row.getString("currency")),
        TransactionStatus.valueOf(row.getString("status")),
        Nonces.card(row),
        row.getString("three_d_secure"),
        new Response(
            row.getString("response_code"),
            row.getString("response_text"),
            row.getString("rejection"),
            row.getString("duplicate_of"),
            row.getString("additional_response")),
        row.getString("refunded_id"),
        row.getString("authorized_id"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
