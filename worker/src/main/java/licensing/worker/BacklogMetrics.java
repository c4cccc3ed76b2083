package licensing.worker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import licensing.audit.ledger.OpenMatters;
import licensing.audit.ledger.OpenMatters.Backlog;
import licensing.audit.ledger.OpenMatters.Counts;
import org.springframework.stereotype.Component;

/**
 * What goes on by itself and should not take long, as gauges. Each worker says the same, as in
 * {@link OpenMattersMetrics}.
 */
@Component
class BacklogMetrics implements MeterBinder {

  private final Readings readings;

  BacklogMetrics(Readings readings) {
    this.readings = readings;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("purchases.open", number(Backlog.Kind.OPEN_PURCHASE))
        .description("Purchases between Subscribe Now and their end")
        .register(registry);
    payments(registry);
    captures(registry);
    reports(registry, "payment", Backlog.Kind.UNREPORTED_PAYMENT);
    reports(registry, "webhook", Backlog.Kind.UNREPORTED_WEBHOOK);
    reports(registry, "undecided", Backlog.Kind.UNDECIDED_WEBHOOK);
    outgoing(registry, "document", Backlog.Kind.UNMADE_DOCUMENT);
    outgoing(registry, "mail", Backlog.Kind.UNSENT_MAIL);
    outgoing(registry, "webhook", Backlog.Kind.UNSTARTED_DELIVERY);
  }

  private void payments(MeterRegistry registry) {
    Gauge.builder("payments.unknown", number(Backlog.Kind.UNKNOWN_PAYMENT))
        .description("Payments of which nobody knows whether the money is held")
        .register(registry);
    TimeGauge.builder(
            "payments.unknown.oldest", oldest(Backlog.Kind.UNKNOWN_PAYMENT), TimeUnit.SECONDS)
        .description("How long the first of them has been unknown; 0 where none is")
        .register(registry);
    Gauge.builder("payments.surplus", number(Backlog.Kind.SURPLUS_PAYMENT))
        .description("Payments that no purchase needs, found within a day; they are given back")
        .register(registry);
  }

  private void captures(MeterRegistry registry) {
    Gauge.builder("captures.ending", number(Backlog.Kind.ENDING_HOLD))
        .description("Held payments to take whose authorization may end within 2 days")
        .register(registry);
    TimeGauge.builder("captures.left", () -> readings.value(this::left), TimeUnit.SECONDS)
        .description("How long the first of all held payments is held still; 7 days where none is")
        .register(registry);
  }

  private void reports(MeterRegistry registry, String kind, Backlog.Kind what) {
    Gauge.builder("reports.waiting", number(what))
        .tag("kind", kind)
        .description("Payments and webhooks that came in and did not get through yet")
        .register(registry);
    TimeGauge.builder("reports.waiting.oldest", oldest(what), TimeUnit.SECONDS)
        .tag("kind", kind)
        .description("How long the first of them has waited; 0 where none does")
        .register(registry);
  }

  private void outgoing(MeterRegistry registry, String kind, Backlog.Kind what) {
    Gauge.builder("outgoing.waiting", number(what))
        .tag("kind", kind)
        .description(
            "Documents, mails and webhooks that are made beside purchases, and are not yet")
        .register(registry);
    TimeGauge.builder("outgoing.waiting.oldest", oldest(what), TimeUnit.SECONDS)
        .tag("kind", kind)
        .description("How long the first of them has waited; 0 where none does")
        .register(registry);
  }

  private double left(Counts counts) {
    return OpenMatters.HOLD.minus(counts.backlog(Backlog.Kind.HELD_MONEY).oldest()).toSeconds();
  }

  private Supplier<Number> number(Backlog.Kind kind) {
    return value(counts -> counts.backlog(kind).number());
  }

  private Supplier<Number> oldest(Backlog.Kind kind) {
    return value(counts -> counts.backlog(kind).oldest().toSeconds());
  }

  private Supplier<Number> value(ToDoubleFunction<Counts> value) {
    return () -> readings.value(value);
  }
}
