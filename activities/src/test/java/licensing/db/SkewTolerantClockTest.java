package licensing.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SkewTolerantClockTest {

  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void saysThatTimeSurelyPassedOnlyWhereBothOfThemDo() {
    assertThat(clocks(LONG, SHORT).surelySince(TIME)).isEqualTo(SHORT);
    assertThat(clocks(SHORT, LONG).surelySince(TIME)).isEqualTo(SHORT);
  }

  @Test
  void saysThatTimePerhapsPassedWhereOneOfThemDoes() {
    assertThat(clocks(LONG, SHORT).perhapsSince(TIME)).isEqualTo(LONG);
    assertThat(clocks(SHORT, LONG).perhapsSince(TIME)).isEqualTo(LONG);
  }

  private static SkewTolerantClock clocks(Duration byOwn, Duration byDatabase) {
    return new SkewTolerantClock(() -> TIME.plus(byOwn), () -> TIME.plus(byDatabase));
  }
}
