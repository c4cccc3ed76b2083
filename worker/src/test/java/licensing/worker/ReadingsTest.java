package licensing.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import licensing.audit.ledger.OpenMatters.Counts;
import org.junit.jupiter.api.Test;

class ReadingsTest {

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void askOnceForAllGaugesOfAScrape() {
    Readings readings = new Readings(this::nothing, now());

    assertThat(readings.value(counts -> 3)).isEqualTo(3);
    assertThat(readings.value(counts -> 4)).isEqualTo(4);
    assertThat(asked).hasValue(1);
  }

  @Test
  void failOnceForAllGaugesOfAScrape() {
    Readings readings = new Readings(this::away, now());

    assertThat(readings.value(counts -> 3)).isNaN();
    assertThat(readings.value(counts -> 4)).isNaN();
    assertThat(readings.succeed()).isFalse();
    assertThat(asked).hasValue(1);
  }

  private static Clock now() {
    return Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
  }

  private Counts nothing() {
    asked.incrementAndGet();
    return new Counts(Map.of(), Map.of(), Map.of(), null);
  }

  private Counts away() {
    asked.incrementAndGet();
    throw new IllegalStateException("the database is away");
  }
}
