package licensing.reading;

import java.time.Duration;
import java.time.Instant;
import licensing.reading.OwnedLicenses.State;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How long a license goes on working after its end, so that nobody is cut off in their work. */
@Component
public final class GracePeriod {

  private static final int LONGEST = 90;

  private final Duration length;

  /**
   * @param days 0 to 90; with 0 a license works no more from its end on
   */
  public GracePeriod(@Value("${licenses.grace-days:0}") int days) {
    if (days < 0 || days > LONGEST) {
      throw new IllegalArgumentException("LICENSE_GRACE_DAYS must be 0 to 90, and is " + days);
    }
    length = Duration.ofDays(days);
  }

  public Duration length() {
    return length;
  }

  /** Until when a license works that has that end, unless it is suspended; exclusive. */
  public Instant worksUntil(Instant end) {
    return end.plus(length);
  }

  /** What ends after that moment works now. */
  public Instant endsAfter(Instant now) {
    return now.minus(length);
  }

  /** The start is the platform's time, whose clock may be ahead of ours: only the end counts. */
  public State state(Instant end, boolean suspended, Instant now) {
    if (suspended) {
      return State.SUSPENDED;
    }
    if (now.isBefore(end)) {
      return State.ACTIVE;
    }
    return endsAfter(now).isBefore(end) ? State.GRACE : State.EXPIRED;
  }
}
