package licensing.platform.ledger;

import java.time.Instant;

/**
 * A buyer's complaint at the bank.
 *
 * @param status {@code open}, {@code won}, {@code lost}, {@code accepted} and so on, seen from the
 *     merchant
 */
public record Dispute(
    String id, String transactionId, String status, Instant openedAt, Instant updatedAt) {

  public Dispute decided(String outcome, Instant at) {
    return new Dispute(id, transactionId, outcome, openedAt, at);
  }
}
