package licensing.paymentevent.jdbc;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A stored notification that nothing has come of yet.
 *
 * @param subject the platform's id of what it is about
 * @param reference of the payment it concerns
 */
record Report(UUID id, String kind, String subject, String reference, Instant receivedAt) {

  private static final String SETTLED = "transaction_settled";

  /** Cards that are paid never cause one of the latter; it is read all the same. */
  private static final Set<String> OF_MONEY =
      Set.of("refund_failed", "transaction_settlement_declined", SETTLED);

  /** Whether something may follow from such a kind of report. */
  boolean concernsMoney() {
    return kind.startsWith("dispute_") || OF_MONEY.contains(kind);
  }

  /** Whether the platform must say more of the payment than that it is there. */
  boolean announcesAnEvent() {
    return !kind.equals(SETTLED);
  }
}
