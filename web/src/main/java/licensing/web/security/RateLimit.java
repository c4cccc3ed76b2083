package licensing.web.security;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * So much a minute for each who asks. Counted by this instance alone, so that it costs nothing and
 * works without a database: of n instances somebody gets n times as much.
 */
public final class RateLimit {

  private static final int IPV6_BYTES = 16;
  private static final int IPV6_NETWORK_BYTES = 8;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final int most;
  private final InstantSource clock;
  private final Map<String, Integer> counts = new HashMap<>();
  private Instant begun;

  public RateLimit(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
    begun = clock.instant();
  }

  /** Counts it, too. */
  public boolean allows(String who) {
    return secondsToWait(who) == 0;
  }

  /** After how many seconds it is allowed, for {@code Retry-After}; 0 if now. Counts it, too. */
  public synchronized long secondsToWait(String who) {
    Instant now = clock.instant();
    if (!now.isBefore(begun.plus(MINUTE))) {
      begun = now;
      counts.clear();
    }
    if (counts.merge(who, 1, Integer::sum) <= most) {
      return 0;
    }
    // Rounded up; and a clock that was put back keeps nobody waiting for longer than a minute.
    long left = Duration.between(now, begun.plus(MINUTE)).plusMillis(999).toSeconds();
    return Math.clamp(left, 1, MINUTE.toSeconds());
  }

  /** Whose address that is: of IPv6 the network, which is one reader's. */
  public static String network(String address) {
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      int length = bytes.length == IPV6_BYTES ? IPV6_NETWORK_BYTES : bytes.length;
      return HexFormat.of().formatHex(bytes, 0, length);
    } catch (IllegalArgumentException notAnAddress) {
      return address;
    }
  }
}
