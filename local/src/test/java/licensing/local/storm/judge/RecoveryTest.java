package licensing.local.storm.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import licensing.local.storm.weather.FaultLog;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Verdict VERDICT =
      Verdict.of(Verdicts.books(Verdicts.lapsed(NOON, NOON.plusSeconds(60))));

  @Test
  void lastsFromTheLastFaultOnTheWayToTheEnd() {
    String slowest =
        Recovery.slowest(
            VERDICT,
            List.of(fault(-1, "too early"), fault(20, "a"), fault(50, "b"), fault(61, "c")));

    assertThat(slowest).startsWith("10.0 s from \"kill -9: b\"").contains(Verdicts.LAPSED);
  }

  @Test
  void isToldOfNobodyWhomNothingMet() {
    assertThat(Recovery.slowest(VERDICT, List.of(fault(61, "too late"))))
        .isEqualTo("nothing went wrong while a purchase was under way");
  }

  private static FaultLog.Entry fault(int second, String what) {
    return new FaultLog.Entry(NOON.plusSeconds(second), "kill -9", what);
  }
}
