package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import licensing.db.DatabaseClock;
import org.junit.jupiter.api.Test;

class TwoClocksTest {

  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void sayThatTimeSurelyPassedOnlyWhereBothOfThemDo() {
    assertThat(clocks(LONG, SHORT).surelySince(TIME)).isEqualTo(SHORT);
    assertThat(clocks(SHORT, LONG).surelySince(TIME)).isEqualTo(SHORT);
  }

  @Test
  void sayThatTimePerhapsPassedWhereOneOfThemDoes() {
    assertThat(clocks(LONG, SHORT).perhapsSince(TIME)).isEqualTo(LONG);
    assertThat(clocks(SHORT, LONG).perhapsSince(TIME)).isEqualTo(LONG);
  }

  private static TwoClocks clocks(Duration byOwn, Duration byDatabase) {
    return new TwoClocks(
        Clock.fixed(TIME.plus(byOwn), ZoneOffset.UTC),
        new DatabaseClock(() -> TIME.plus(byDatabase)));
  }
}
