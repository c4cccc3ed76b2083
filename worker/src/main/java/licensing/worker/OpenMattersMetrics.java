package licensing.worker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import licensing.audit.AuditReport.Finding;
import licensing.purchase.status.Attention;
import org.springframework.stereotype.Component;

/**
 * What waits for a person, as gauges. All workers read the same tables, so each of them says the
 * same: take the maximum over the instances, not the sum.
 */
@Component
class OpenMattersMetrics implements MeterBinder {

  private final Readings readings;

  OpenMattersMetrics(Readings readings) {
    this.readings = readings;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Finding.Kind kind : Finding.Kind.values()) {
      Gauge.builder("audit.findings.open", () -> findings(kind))
          .tag("kind", kind.label())
          .description("What audits found and is not resolved")
          .register(registry);
    }
    for (Attention kind : Attention.values()) {
      Gauge.builder("purchases.attention", () -> purchases(kind))
          .tag("kind", kind.label())
          .description("Purchases that need a person")
          .register(registry);
    }
    TimeGauge.builder("audit.last.run.timestamp", this::lastAudit, TimeUnit.SECONDS)
        .description(
            "When the ledgers were compared last, since the epoch; 0 before the first time")
        .register(registry);
    Gauge.builder("records.readable", () -> readings.succeed() ? 1 : 0)
        .description("Whether the database answered; while it does not, its gauges are not numbers")
        .register(registry);
  }

  private double findings(Finding.Kind kind) {
    return readings.value(counts -> counted(counts.findings(), kind.label()));
  }

  private double purchases(Attention kind) {
    return readings.value(counts -> counted(counts.attentions(), kind.label()));
  }

  private double lastAudit() {
    return readings.value(
        counts -> counts.lastAudit() == null ? 0 : counts.lastAudit().getEpochSecond());
  }

  private static double counted(Map<String, Long> counts, String label) {
    return counts.getOrDefault(label, 0L);
  }
}
