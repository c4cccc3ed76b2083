package licensing.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A notification that was sent, and what the merchant answered.
 *
 * @param subject the id of what it tells of, which with kind and time distinguishes it from others
 * @param occurredAt as it is told, in whole seconds
 */
public record Delivery(
    @Nullable String transactionId,
    String kind,
    @Nullable String subject,
    Instant occurredAt,
    String result,
    Instant at) {}
