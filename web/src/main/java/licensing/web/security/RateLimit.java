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
  public synchronized boolean allows(String who) {
    Instant now = clock.instant();
    if (!now.isBefore(begun.plus(MINUTE))) {
      begun = now;
      counts.clear();
    }
    return counts.merge(who, 1, Integer::sum) <= most;
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
