package licensing.platform.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A card, to be charged once.
 *
 * @param digest the keyed digest of the nonce; the nonce itself is never kept
 * @param threeDSecure the status of the buyer's authentication; null if there was none
 * @param account the merchant account the buyer was authenticated for, where alone that counts;
 *     null if there was no authentication, and for test nonces, which count on every account
 */
public record PaymentNonce(
    String digest,
    Card card,
    Behaviour behaviour,
    Scenario scenario,
    @Nullable String threeDSecure,
    @Nullable String account,
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
    return new PaymentNonce(other, card, behaviour, scenario, threeDSecure, account, at, null);
  }

  public PaymentNonce authenticated(String status) {
    return new PaymentNonce(
        digest, card, behaviour, scenario, status, account, createdAt, consumedAt);
  }

  public PaymentNonce under(String other) {
    return new PaymentNonce(
        digest, card, behaviour, scenario, threeDSecure, other, createdAt, consumedAt);
  }

  /** Whether there was an authentication, for another account than this. */
  public boolean isAuthenticatedElsewhere(String charged) {
    return account != null && !account.equals(charged);
  }

  public boolean isConsumed() {
    return consumedAt != null;
  }
}
