package licensing.local;

import java.time.Duration;
import java.util.Map;
import licensing.purchase.Timeouts;

/**
 * Waits of the process and limits of the platform, shortened together, so that they keep their
 * relations.
 *
 * @param divisor by which everything is shorter
 */
public record ShortWaits(int divisor) {

  public Timeouts ofTheProcess() {
    return Timeouts.PRODUCTION.shortenedBy(divisor);
  }

  /** How long the worker, the console and the platform are told of it. */
  public Map<String, String> variables() {
    return Map.of(
        "WAITS_DIVISOR", Integer.toString(divisor),
        "PLATFORM_NONCE_SECONDS", seconds(Duration.ofHours(3)),
        "PLATFORM_AUTHORIZATION_SECONDS", seconds(Duration.ofDays(7)),
        "PLATFORM_DUPLICATE_WINDOW_SECONDS", seconds(Duration.ofSeconds(30)));
  }

  private String seconds(Duration usual) {
    return Long.toString(usual.dividedBy(divisor).toSeconds());
  }
}
