package licensing.web.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Says how long something took or is ago, in the one unit that tells most. */
@Component
public class Ages {

  private final Clock clock;

  Ages(Clock clock) {
    this.clock = clock;
  }

  /** Since then; clocks may differ a little, so that nothing is less than no time ago. */
  public Age since(Instant then) {
    var age = Duration.between(then, clock.instant());
    return of(age.isNegative() ? Duration.ZERO : age);
  }

  public static Age of(Duration time) {
    if (time.compareTo(Duration.ofSeconds(10)) < 0) {
      return new Age("seconds", Math.round(time.toMillis() / 100.0) / 10.0);
    }
    if (time.compareTo(Duration.ofSeconds(90)) < 0) {
      return new Age("seconds", time.toSeconds());
    }
    if (time.compareTo(Duration.ofMinutes(90)) < 0) {
      return new Age("minutes", time.toMinutes());
    }
    return time.compareTo(Duration.ofHours(48)) < 0
        ? new Age("hours", time.toHours())
        : new Age("days", time.toDays());
  }

  /**
   * @param unit the end of the message's key
   */
  public record Age(String unit, Number number) {

    public String key() {
      return "support.time." + unit;
    }
  }
}
