package licensing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import licensing.audit.ledger.LastDay.Totals;
import org.junit.jupiter.api.Test;

class LastDayMetricsTest {

  private final Hand clock = new Hand();
  private Duration takes = Duration.ZERO;
  private int readings;
  private final LastDayMetrics metrics =
      new LastDayMetrics(this::totals, new SimpleMeterRegistry(), clock);

  @Test
  void readsEachTimeWhatIsReadAtOnce() {
    metrics.read();
    metrics.read();

    assertThat(readings).isEqualTo(2);
  }

  @Test
  void readsLessOftenWhatTakesLong() {
    takes = Duration.ofSeconds(2);
    metrics.read();
    clock.now = clock.now.plusSeconds(39);
    metrics.read();
    assertThat(readings).isEqualTo(1);

    clock.now = clock.now.plusSeconds(1);
    metrics.read();
    assertThat(readings).isEqualTo(2);
  }

  @Test
  void doesNotWaitForAClockThatWasPutBack() {
    takes = Duration.ofHours(1);
    metrics.read();
    clock.now = clock.now.minusSeconds(3);
    metrics.read();

    assertThat(readings).isEqualTo(2);
  }

  @Test
  void doesNotAskADatabaseAllTheTimeThatAnswersNothing() {
    takes = Duration.ofSeconds(-3);
    metrics.read();
    clock.now = clock.now.plusSeconds(59);
    metrics.read();

    assertThat(readings).isEqualTo(1);
  }

  /** Less than nothing: it fails after so long. */
  private Totals totals() {
    readings++;
    clock.now = clock.now.plus(takes.abs());
    if (takes.isNegative()) {
      throw new IllegalStateException("the database is away");
    }
    return new Totals(Map.of(), List.of(), List.of());
  }

  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
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
}
