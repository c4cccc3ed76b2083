package licensing.platform.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The nonces that were given out, by digest. */
public final class Nonces {
  private final Sql sql;

  Nonces(Sql sql) {
    this.sql = sql;
  }

  public void add(PaymentNonce nonce) {
    sql.update(
        "INSERT INTO nonces VALUES (?,?,?,?,?,?,?,?,NULL,?,?,?,?)",
        nonce.digest(),
        nonce.card().type(),
        nonce.card().last4(),
        nonce.card().expiration(),
        nonce.card().fingerprint(),
        nonce.behaviour().name(),
        nonce.threeDSecure(),
        nonce.createdAt().toEpochMilli(),
        nonce.card().bin(),
        nonce.card().cardholder(),
        nonce.scenario().name(),
        nonce.account());
  }

  /** One that was given out after {@code oldest}; older ones are forgotten. */
  public Optional<PaymentNonce> find(String digest, Instant oldest) {
    return sql.first(
        Nonces::row,
        "SELECT * FROM nonces WHERE digest = ? AND created_at > ?",
        digest,
        oldest.toEpochMilli());
  }

  public void consume(PaymentNonce nonce, Instant at) {
    sql.update(
        "UPDATE nonces SET consumed_at = ? WHERE digest = ?", at.toEpochMilli(), nonce.digest());
  }

  /** How the buyer's authentication ended, for a nonce that waits for it. */
  public void authenticated(PaymentNonce nonce, String status) {
    sql.update("UPDATE nonces SET three_d_secure = ? WHERE digest = ?", status, nonce.digest());
  }

  public List<PaymentNonce> newest(int limit) {
    return sql.list(Nonces::row, "SELECT * FROM nonces ORDER BY rowid DESC LIMIT ?", limit);
  }

  static Card card(ResultSet row) throws SQLException {
    return new Card(
        row.getString("card_type"),
        row.getString("bin"),
        row.getString("last4"),
        row.getString("expiration"),
        row.getString("fingerprint"),
        row.getString("cardholder"));
  }

  private static PaymentNonce row(ResultSet row) throws SQLException {
    long consumedAt = row.getLong("consumed_at");
    return new PaymentNonce(
        row.getString("digest"),
        card(row),
        PaymentNonce.Behaviour.valueOf(row.getString("behaviour")),
        Scenario.valueOf(row.getString("scenario")),
        row.getString("three_d_secure"),
        row.getString("account"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        consumedAt == 0 ? null : Instant.ofEpochMilli(consumedAt));
  }
}
