package licensing.license.jdbc;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import licensing.license.License;
import licensing.offer.Offer;

/** Makes keys such as MIG-7K3M-Q2XR-9D0V-TB5H: 80 random bits, without letters that look alike. */
public final class LicenseKeys {

  private static final String CROCKFORD_BASE_32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final SecureRandom random = new SecureRandom();

  public License.Key next(Offer.Kind kind) {
    String groups =
        IntStream.range(0, 4).mapToObj(index -> group()).collect(Collectors.joining("-"));
    return new License.Key(prefix(kind) + "-" + groups);
  }

  private String group() {
    return random
        .ints(4, 0, CROCKFORD_BASE_32.length())
        .mapToObj(index -> CROCKFORD_BASE_32.substring(index, index + 1))
        .collect(Collectors.joining());
  }

  private static String prefix(Offer.Kind kind) {
    return switch (kind) {
      case MIGRATION -> "MIG";
      case DISASTER_RESILIENCE -> "DR";
    };
  }
}
