package licensing.platform.ledger;

import java.time.Instant;
import java.util.List;

/** The notifications that were sent. */
public final class Deliveries {
  private final Sql sql;

  Deliveries(Sql sql) {
    this.sql = sql;
  }

  public void add(Delivery delivery) {
    sql.update(
        "INSERT INTO deliveries (transaction_id, kind, subject, occurred_at, result, at)"
            + " VALUES (?,?,?,?,?,?)",
        delivery.transactionId(),
        delivery.kind(),
        delivery.subject(),
        delivery.occurredAt().toEpochMilli(),
        delivery.result(),
        delivery.at().toEpochMilli());
  }

  public List<Delivery> newest(int limit) {
    return sql.list(
        row ->
            new Delivery(
                row.getString("transaction_id"),
                row.getString("kind"),
                row.getString("subject"),
                Instant.ofEpochMilli(row.getLong("occurred_at")),
                row.getString("result"),
                Instant.ofEpochMilli(row.getLong("at"))),
        "SELECT * FROM deliveries ORDER BY rowid DESC LIMIT ?",
        limit);
  }
}
