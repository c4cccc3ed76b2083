package licensing.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import licensing.audit.ledger.OpenMatters;
import licensing.audit.ledger.OpenMatters.Counts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What waits, read for a scrape. One reading serves all its gauges, also one that failed. */
@Component
class Readings {

  private static final Logger LOG = LoggerFactory.getLogger(Readings.class);

  /** Longer than a failing reading takes, so that a scrape fails once and not for each gauge. */
  static final Duration FRESH = Duration.ofSeconds(10);

  private final Supplier<Counts> matters;
  private final Clock clock;
  private Instant readAt = Instant.EPOCH;
  private @Nullable Counts counts;

  @Autowired
  Readings(OpenMatters matters, Clock clock) {
    this(matters::count, clock);
  }

  Readings(Supplier<Counts> matters, Clock clock) {
    this.matters = matters;
    this.clock = clock;
  }

  /** Not a number while the database cannot be read, which is not the same as none. */
  double value(ToDoubleFunction<Counts> value) {
    Counts read = counts();
    return read == null ? Double.NaN : value.applyAsDouble(read);
  }

  boolean succeed() {
    return counts() != null;
  }

  private synchronized @Nullable Counts counts() {
    Instant now = clock.instant();
    if (readAt.plus(FRESH).isBefore(now)) {
      counts = read();
      readAt = now;
    }
    return counts;
  }

  private @Nullable Counts read() {
    try {
      return matters.get();
    } catch (RuntimeException databaseAway) {
      LOG.warn("what waits cannot be counted: {}", databaseAway.toString());
      return null;
    }
  }
}
