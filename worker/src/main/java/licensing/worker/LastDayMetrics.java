package licensing.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import licensing.audit.ledger.LastDay;
import licensing.audit.ledger.LastDay.Money;
import licensing.audit.ledger.LastDay.Took;
import licensing.audit.ledger.LastDay.Totals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What came of the last 24 hours, as gauges. Each worker says the same, as in {@link
 * OpenMattersMetrics}. While the database is away nothing is said, and nothing old repeated.
 */
@Component
@ConditionalOnProperty(name = "spring.temporal.start-workers", matchIfMissing = true)
class LastDayMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(LastDayMetrics.class);
  private static final Totals NOTHING = new Totals(Map.of(), List.of(), List.of());

  private final LastDay lastDay;
  private final MultiGauge reached;
  private final MultiGauge took;
  private final MultiGauge money;

  LastDayMetrics(LastDay lastDay, MeterRegistry registry) {
    this.lastDay = lastDay;
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
    try {
      say(lastDay.totals());
    } catch (RuntimeException databaseAway) {
      LOG.warn("what came of the last day cannot be read: {}", databaseAway.toString());
      say(NOTHING);
    }
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
