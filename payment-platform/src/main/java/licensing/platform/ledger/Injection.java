package licensing.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fault that happened on purpose, and the call it happened to. */
public record Injection(String operation, String fault, @Nullable String orderId, Instant at) {}
