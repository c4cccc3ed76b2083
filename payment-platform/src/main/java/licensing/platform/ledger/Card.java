package licensing.platform.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a card: never its number.
 *
 * @param bin the first six digits
 * @param expiration {@code MM/YYYY}
 * @param fingerprint a keyed digest of the number: equal for equal cards, useless without the key
 * @param cardholder as it was typed; null if it was not asked for
 */
public record Card(
    String type,
    String bin,
    String last4,
    String expiration,
    String fingerprint,
    @Nullable String cardholder) {

  public String expirationMonth() {
    return expiration.substring(0, 2);
  }

  public String expirationYear() {
    return expiration.substring(3);
  }
}
