package licensing.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A notification that was sent, and what the merchant answered. */
public record Delivery(@Nullable String transactionId, String kind, String result, Instant at) {}
