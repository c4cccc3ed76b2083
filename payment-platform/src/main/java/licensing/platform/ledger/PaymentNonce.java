package licensing.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A card, to be charged once.
 *
 * @param digest the keyed digest of the nonce; the nonce itself is never kept
 */
public record PaymentNonce(
    String digest,
    Card card,
    Behaviour behaviour,
    @Nullable String threeDSecure,
    Instant createdAt,
    @Nullable Instant consumedAt) {

  /** How a sale with it ends, unless its amount decides first. */
  public enum Behaviour {
    CHARGED,
    PROCESSOR_DECLINED,
    PROCESSOR_FAILED,
    REJECTED_AS_FRAUD,
    INVALID_NUMBER
  }

  public boolean isConsumed() {
    return consumedAt != null;
  }
}
