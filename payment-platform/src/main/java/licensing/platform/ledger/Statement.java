package licensing.platform.ledger;

import java.time.Instant;
import java.util.List;

/** A transaction with all that belongs to it. */
public record Statement(
    Transaction transaction,
    List<StatusEvent> history,
    List<String> refundIds,
    List<String> partIds,
    List<Dispute> disputes,
    Instant authorizationExpiresAt) {}
