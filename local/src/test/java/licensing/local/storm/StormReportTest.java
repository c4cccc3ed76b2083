package licensing.local.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import licensing.local.storm.judge.Verdict;
import licensing.local.storm.judge.Verdicts;
import licensing.local.storm.weather.FaultLog;
import org.junit.jupiter.api.Test;

/** What people and programs read of a storm. */
class StormReportTest {

  @Test
  void tellsAViolationWithAllThatIsSaidOfThePurchaseAndHowToRepeatIt() {
    StormReport report = report(Verdicts.onHeldMoney());

    assertThat(report.text())
        .contains("BROKEN 1 each captured payment")
        .contains("VIOLATION money_means_license: " + Verdicts.LAPSED)
        .contains("buyer:    walked away", "rows:     Record[outcome=LAPSED")
        .contains("workflow: Process[status=COMPLETED", "platform: [Payment[reference=tx1")
        .contains("To repeat it: ./dev storm --purchases 7 --seed 42 ");
    assertThat(report.exitCode()).isEqualTo(1);
  }

  @Test
  void endsWithALineForPrograms() {
    assertThat(report(Verdicts.onHeldMoney()).text().lines().toList().getLast())
        .isEqualTo(
            "storm: seed=42 purchases=1 faults=2 kills=0 captured=0 licenses=0 attention=0"
                + " seconds=9 violations=1");
  }

  @Test
  void namesMomentsThatNeverCame() {
    assertThat(report(Verdicts.onNothing()).text()).contains("3  release is answered");
  }

  @Test
  void tellsOfNoViolationWhereEveryRuleHolds() {
    StormReport report = report(Verdicts.onNothing());

    assertThat(report.text()).doesNotContain("VIOLATION", "To repeat it", "BROKEN");
    assertThat(report.exitCode()).isZero();
  }

  private static StormReport report(Verdict verdict) {
    return new StormReport(
        StormOptions.read(List.of("--purchases", "7", "--seed", "42")),
        verdict,
        new FaultLog(),
        Map.of("platform, sale: dropped", 2L),
        Map.of("release is answered", 3L),
        9);
  }
}
