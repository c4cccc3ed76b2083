package licensing.platform.ledger;

import java.time.Instant;
import java.util.Optional;

/** The customers a merchant has named, of whom nothing is kept but that. */
public final class Customers {
  private final Sql sql;

  Customers(Sql sql) {
    this.sql = sql;
  }

  /** False if there is one of this id. */
  public boolean add(String id, Instant at) {
    return sql.update("INSERT OR IGNORE INTO customers VALUES (?,?)", id, at.toEpochMilli()) == 1;
  }

  /** When it was named. */
  public Optional<Instant> find(String id) {
    return sql.first(
        row -> Instant.ofEpochMilli(row.getLong("created_at")),
        "SELECT * FROM customers WHERE id = ?",
        id);
  }
}
