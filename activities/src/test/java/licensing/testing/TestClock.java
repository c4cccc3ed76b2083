package licensing.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time, as much later as a test says. */
public final class TestClock extends Clock {

  private volatile Duration ahead = Duration.ZERO;
  private volatile Duration jumped = Duration.ZERO;

  public void advance(Duration time) {
    ahead = ahead.plus(time);
  }

  /** As when somebody sets the clock of this host, and of no other. */
  public void jump(Duration time) {
    jumped = jumped.plus(time);
  }

  public void reset() {
    ahead = Duration.ZERO;
    jumped = Duration.ZERO;
  }

  /** The clock of the database's host. */
  public InstantSource database() {
    return () -> Instant.now().plus(ahead);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead).plus(jumped);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
