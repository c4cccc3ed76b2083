package licensing.web.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * So much a minute for each who asks. Counted by this instance alone, so that it costs nothing and
 * works without a database: of n instances somebody gets n times as much.
 */
final class RateLimit {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int most;
  private final InstantSource clock;
  private final Map<String, Integer> counts = new HashMap<>();
  private Instant begun;

  RateLimit(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
    begun = clock.instant();
  }

  synchronized boolean allows(String who) {
    Instant now = clock.instant();
    if (!now.isBefore(begun.plus(MINUTE))) {
      begun = now;
      counts.clear();
    }
    return counts.merge(who, 1, Integer::sum) <= most;
  }
}
