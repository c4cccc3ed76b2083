package licensing.license;

import java.time.Duration;
import java.time.Instant;

/**
 * When a license is valid.
 *
 * @param end exclusive
 */
public record LicensePeriod(Instant start, Instant end) {

  public LicensePeriod {
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException("a period ends after its start: " + start + ", " + end);
    }
  }

  /** Days of 24 hours, so that no clock change makes a period shorter than it was sold. */
  public static LicensePeriod starting(Instant start, int days) {
    return new LicensePeriod(start, start.plus(Duration.ofDays(days)));
  }

  public boolean contains(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }
}
