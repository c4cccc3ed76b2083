package licensing.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A card, to be charged once.
 *
 * @param digest the keyed digest of the nonce; the nonce itself is never kept
 * @param threeDSecure the status of the buyer's authentication; null if there was none
 */
public record PaymentNonce(
    String digest,
    Card card,
    Behaviour behaviour,
    Scenario scenario,
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

  /** The same under another name, from then on. */
  public PaymentNonce named(String other, Instant at) {
    return new PaymentNonce(other, card, behaviour, scenario, threeDSecure, at, null);
  }

  public PaymentNonce authenticated(String status) {
    return new PaymentNonce(digest, card, behaviour, scenario, status, createdAt, consumedAt);
  }

  public boolean isConsumed() {
    return consumedAt != null;
  }
}
