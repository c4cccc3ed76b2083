package licensing.platform.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The disputes over transactions. */
public final class Disputes {
  private final Sql sql;

  Disputes(Sql sql) {
    this.sql = sql;
  }

  /** Adds it, or notes how it went on. */
  public void put(Dispute dispute) {
    sql.update(
        "INSERT INTO disputes VALUES (?,?,?,?,?)"
            + " ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
            + " updated_at = excluded.updated_at",
        dispute.id(),
        dispute.transactionId(),
        dispute.status(),
        dispute.openedAt().toEpochMilli(),
        dispute.updatedAt().toEpochMilli());
  }

  public List<Dispute> of(String transactionId) {
    return sql.list(
        Disputes::row,
        "SELECT * FROM disputes WHERE transaction_id = ? ORDER BY rowid",
        transactionId);
  }

  public Optional<Dispute> find(String id) {
    return sql.first(Disputes::row, "SELECT * FROM disputes WHERE id = ?", id);
  }

  public List<Dispute> newest(int limit) {
    return sql.list(Disputes::row, "SELECT * FROM disputes ORDER BY rowid DESC LIMIT ?", limit);
  }

  private static Dispute row(ResultSet row) throws SQLException {
    return new Dispute(
        row.getString("id"),
        row.getString("transaction_id"),
        row.getString("status"),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
