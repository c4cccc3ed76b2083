package licensing.platform.ledger;

/**
 * What is kept of a card: never its number.
 *
 * @param expiration {@code MM/YYYY}
 * @param fingerprint a keyed digest of the number: equal for equal cards, useless without the key
 */
public record Card(String type, String last4, String expiration, String fingerprint) {

  public String expirationMonth() {
    return expiration.substring(0, 2);
  }

  public String expirationYear() {
    return expiration.substring(3);
  }
}
