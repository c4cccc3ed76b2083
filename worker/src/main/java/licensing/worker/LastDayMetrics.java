package licensing.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import licensing.audit.ledger.LastDay;
import licensing.audit.ledger.LastDay.Money;
import licensing.audit.ledger.LastDay.Took;
import licensing.audit.ledger.LastDay.Totals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What came of the last 24 hours, as gauges. Each worker says the same, as in {@link
 * OpenMattersMetrics}. While the database is away nothing is said, and nothing old repeated. The
 * busier a day, the longer it takes to read and the less often it is.
 */
@Component
@ConditionalOnProperty(name = "spring.temporal.start-workers", matchIfMissing = true)
class LastDayMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(LastDayMetrics.class);
  private static final Totals NOTHING = new Totals(Map.of(), List.of(), List.of());

  /**
   * So much longer than a reading takes it is until the next, which so costs a twentieth at most.
   */
  private static final int REST = 20;

  private final Supplier<Totals> lastDay;
  private final Clock clock;
  private final MultiGauge reached;
  private final MultiGauge took;
  private final MultiGauge money;
  private Instant read = Instant.EPOCH;
  private Instant next = Instant.EPOCH;

  @Autowired
  LastDayMetrics(LastDay lastDay, MeterRegistry registry, Clock clock) {
    this(lastDay::totals, registry, clock);
  }

  LastDayMetrics(Supplier<Totals> lastDay, MeterRegistry registry, Clock clock) {
    this.lastDay = lastDay;
    this.clock = clock;
    reached =
        MultiGauge.builder("purchases.reached")
            .description("How many of the purchases of the last 24 hours came so far")
            .register(registry);
    took =
        MultiGauge.builder("purchases.took")
            .description("Within which that share of them had taken a step")
            .baseUnit("seconds")
            .register(registry);
    money =
        MultiGauge.builder("money.moved")
            .description("What became of money within 24 hours, in units of its currency")
            .register(registry);
  }

  @Scheduled(fixedDelay = 10_000)
  void read() {
    Instant begun = clock.instant();
    // Unless the clock was put back meanwhile.
    if (begun.isBefore(next) && !begun.isBefore(read)) {
      return;
    }
    try {
      say(lastDay.get());
    } catch (RuntimeException databaseAway) {
      LOG.warn("what came of the last day cannot be read: {}", databaseAway.toString());
      say(NOTHING);
    }
    read = clock.instant();
    next = read.plus(Duration.between(begun, read).multipliedBy(REST));
  }

  private void say(Totals totals) {
    reached.register(
        totals.reached().entrySet().stream()
            .map(step -> Row.of(Tags.of("step", step.getKey()), step.getValue()))
            .toList(),
        true);
    took.register(totals.times().stream().flatMap(LastDayMetrics::rows).toList(), true);
    money.register(totals.money().stream().map(LastDayMetrics::row).toList(), true);
  }

  private static Stream<Row<?>> rows(Took time) {
    return Stream.of(
        Row.of(Tags.of("step", time.step(), "share", "0.5"), time.half()),
        Row.of(Tags.of("step", time.step(), "share", "0.95"), time.most()));
  }

  private static Row<?> row(Money moved) {
    return Row.of(Tags.of("what", moved.what(), "currency", moved.currency()), moved.amount());
  }
}
