package licensing.platform.ledger;

import java.util.List;

/** The faults that happened on purpose. */
public final class Injections {
  private final Sql sql;

  Injections(Sql sql) {
    this.sql = sql;
  }

  /** How often a fault happened to an operation. */
  public record Count(String operation, String fault, int times) {}

  public void add(Injection injection) {
    sql.update(
        "INSERT INTO injections VALUES (?,?,?,?)",
        injection.operation(),
        injection.fault(),
        injection.orderId(),
        injection.at().toEpochMilli());
  }

  public List<Count> counts() {
    return sql.list(
        row -> new Count(row.getString("operation"), row.getString("fault"), row.getInt("times")),
        "SELECT operation, fault, count(*) AS times FROM injections"
            + " GROUP BY operation, fault ORDER BY operation, fault");
  }

  public void forget() {
    sql.update("DELETE FROM injections");
  }
}
