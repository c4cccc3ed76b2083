package licensing.platform.ledger;

import java.time.Instant;

/** A status a transaction took, and when. */
public record StatusEvent(TransactionStatus status, String amount, Instant at) {}
