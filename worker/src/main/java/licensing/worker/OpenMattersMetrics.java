package licensing.worker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import licensing.audit.FindingKind;
import licensing.audit.jdbc.OpenMatters;
import licensing.audit.jdbc.OpenMatters.Counts;
import licensing.purchase.Attention;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What waits for a person, as gauges. All workers read the same tables, so each of them says the
 * same: take the maximum over the instances, not the sum.
 */
@Component
class OpenMattersMetrics implements MeterBinder {

  /** One reading serves all gauges of a scrape, also one that failed. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final OpenMatters matters;
  private final Clock clock;
  private Instant readAt = Instant.EPOCH;
  private @Nullable Counts counts;

  OpenMattersMetrics(OpenMatters matters, Clock clock) {
    this.matters = matters;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (FindingKind kind : FindingKind.values()) {
      gauge("audit.findings.open", kind.label(), read -> count(read.findings(), kind.label()))
          .description("What audits found and is not resolved")
          .register(registry);
    }
    for (Attention kind : Attention.values()) {
      gauge("purchases.attention", kind.label(), read -> count(read.attentions(), kind.label()))
          .description("Purchases that need a person")
          .register(registry);
    }
    TimeGauge.builder("audit.last", this, TimeUnit.SECONDS, self -> self.value(lastAudit()))
        .description("When the ledgers were compared last, since the epoch")
        .register(registry);
  }

  private Gauge.Builder<OpenMattersMetrics> gauge(
      String name, String kind, ToDoubleFunction<Counts> value) {
    return Gauge.builder(name, this, self -> self.value(value)).tag("kind", kind);
  }

  private static ToDoubleFunction<Counts> lastAudit() {
    return read -> read.lastAudit() == null ? Double.NaN : read.lastAudit().getEpochSecond();
  }

  private static double count(Map<String, Long> counted, String label) {
    return counted.getOrDefault(label, 0L);
  }

  /** Not a number while the database cannot be read, which is not the same as none. */
  private double value(ToDoubleFunction<Counts> value) {
    Counts read = counts();
    return read == null ? Double.NaN : value.applyAsDouble(read);
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
      return matters.count();
    } catch (RuntimeException databaseAway) {
      return null;
    }
  }
}
