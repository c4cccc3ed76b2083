package licensing.platform.ledger;

import java.time.Instant;
import java.util.Optional;

/** The idempotency keys of requests, and the transaction each request came to. */
public final class RequestKeys {
  private final Sql sql;

  RequestKeys(Sql sql) {
    this.sql = sql;
  }

  /**
   * A request that carried a key.
   *
   * @param input a digest of what was asked: a key stands for one input only
   */
  public record Keyed(String operation, String key, String input) {}

  /** What an earlier request with this key came to, and whether it had asked for the same. */
  public record Earlier(String transactionId, boolean sameInput) {}

  public Optional<Earlier> find(Keyed request, Instant since) {
    return sql.first(
        row ->
            new Earlier(
                row.getString("transaction_id"), row.getString("input").equals(request.input())),
        "SELECT * FROM request_keys WHERE operation = ? AND request_key = ? AND at > ?",
        request.operation(),
        request.key(),
        since.toEpochMilli());
  }

  public void add(Keyed request, String transactionId, Instant at) {
    sql.update(
        "INSERT OR REPLACE INTO request_keys VALUES (?,?,?,?,?)",
        request.operation(),
        request.key(),
        request.input(),
        transactionId,
        at.toEpochMilli());
  }
}
