package licensing.platform.ledger;

import java.time.Duration;

/**
 * How long things last on the platform.
 *
 * @param nonce until a nonce is forgotten; 3 hours on the real one
 * @param authorization until an authorization that nobody captured expires; about 7 days
 * @param settlement from submitted to settling, and again to settled; zero: never by itself
 * @param duplicates within which the same sale again is a duplicate; 30 seconds
 */
public record Lifetimes(
    Duration nonce, Duration authorization, Duration settlement, Duration duplicates) {

  /** How long a request key stands for its first request: 30 days, as documented. */
  public static final Duration REQUEST_KEY = Duration.ofDays(30);
}
