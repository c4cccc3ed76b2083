package licensing.web.licenses;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import licensing.license.License;
import licensing.reading.OwnedLicenses;
import licensing.reading.search.LicenseSearch;
import org.springframework.stereotype.Component;

/** How much of a license's period is left, in days. */
@Component
final class Periods {

  private final OwnedLicenses licenses;
  private final Clock clock;

  Periods(OwnedLicenses licenses, Clock clock) {
    this.licenses = licenses;
    this.clock = clock;
  }

  public long days(License.Period period) {
    return Duration.between(period.start(), period.end()).toDays();
  }

  /** Whole days; 0 on the last one, and after the end. */
  public long left(License.Period period) {
    return Math.max(0, Duration.between(clock.instant(), period.end()).toDays());
  }

  /** Whether its end is near, and not past. */
  public boolean isEnding(License.Period period) {
    return !isOver(period) && !clock.instant().plus(LicenseSearch.SOON).isBefore(period.end());
  }

  /** Whether it has ended, however long it goes on working. */
  public boolean isOver(License.Period period) {
    return !clock.instant().isBefore(period.end());
  }

  /** The end, and the grace period after it. */
  public Instant worksUntil(License.Period period) {
    return period.end().plus(licenses.grace());
  }
}
