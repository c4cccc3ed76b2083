package licensing.web.licenses;

import java.time.Clock;
import java.time.Duration;
import licensing.license.License;
import org.springframework.stereotype.Component;

/** How much of a license's period is left, in days, for bars that show it. */
@Component
final class Periods {

  private final Clock clock;

  Periods(Clock clock) {
    this.clock = clock;
  }

  public long days(License.Period period) {
    return Duration.between(period.start(), period.end()).toDays();
  }

  /** Whole days; 0 on the last one, and after the end. */
  public long left(License.Period period) {
    return Math.max(0, Duration.between(clock.instant(), period.end()).toDays());
  }
}
