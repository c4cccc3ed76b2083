package licensing.bench.disturbed;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import licensing.bench.Latencies.Step;
import licensing.bench.chaos.Damage;
import licensing.bench.disturbed.DisturbedOptions.Kind;
import licensing.bench.disturbed.Met.Goal;
import licensing.local.LaunchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisturbedTest {

  private static final Damage NONE = new Damage(10, 0, 0, 0, 0);

  private final Met without = new Met();
  private final Met with = new Met();

  @Test
  void letsEachHappenForAsLongAsIsUsual() {
    DisturbedOptions usual = DisturbedOptions.of();
    assertThat(usual.kinds()).containsExactly(Kind.KILL, Kind.DEPLOY, Kind.SNAPSHOT);
    assertThat(usual.phase(Kind.KILL)).isEqualTo(Duration.ofMinutes(1));
    assertThat(usual.phase(Kind.SNAPSHOT)).isEqualTo(Duration.ofMinutes(10));
    assertThat(usual.turns(Kind.SNAPSHOT)).isEqualTo(1);
  }

  @Test
  void letsOneHappenAsItIsAskedTo() {
    DisturbedOptions asked =
        DisturbedOptions.of("deploy", "--rate", "3", "--seconds", "90", "--turns", "5");
    assertThat(asked.kinds()).containsExactly(Kind.DEPLOY);
    assertThat(asked.aSecond()).isEqualTo(3);
    assertThat(asked.phase(Kind.DEPLOY)).isEqualTo(Duration.ofSeconds(90));
    assertThat(asked.turns(Kind.DEPLOY)).isEqualTo(5);
    assertThat(DisturbedOptions.of("--rate", "1").kinds()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storm",
        "kill deploy",
        "kill --rate",
        "--rate 0",
        "--rate two",
        "--seconds 3601",
        "--minutes 5",
        "--seconds -1",
        ""
      })
  void saysHowItIsAsked(String words) {
    assertThatThrownBy(() -> DisturbedOptions.of(words.split(" ", -1)))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("./dev bench disturbed [kill|deploy|snapshot]");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isContentWhereNothingIsNoticed(Kind kind) throws Exception {
    bought(without, 300, 400, 900);
    bought(with, 300, 450, 1_000);
    paced(without, 20);
    paced(with, 25);
    assertThat(Met.goals(kind, without, with, NONE)).allMatch(Goal::isMet);
  }

  /** Of somebody who has to wait, what half of the others need as well is no stall. */
  @Test
  void missesAStallOfMoreThanTwoSeconds() throws Exception {
    bought(without, 300, 300, 5_000);
    bought(with, 300, 300, 2_250);
    assertThat(missed(Kind.KILL, NONE)).isEmpty();
    bought(with, 2_400);
    assertThat(missed(Kind.KILL, NONE)).singleElement().asString().contains("longest stall");
  }

  @Test
  void missesADeployThatSlowsTheSlowestOrIsMetAsAnError() throws Exception {
    bought(without, 300);
    bought(with, 510);
    assertThat(missed(Kind.DEPLOY, NONE)).singleElement().asString().contains("p99");
    with.add(List.of(), List.of("POST /x: 502"));
    assertThat(missed(Kind.DEPLOY, NONE)).hasSize(2);
  }

  @Test
  void missesWhatLosesItsPaceOrGrowsWithoutBound() throws Exception {
    bought(without, 300);
    bought(with, 300);
    paced(without, 20);
    paced(with, 31);
    with.grew(100_001);
    assertThat(missed(Kind.SNAPSHOT, NONE)).hasSize(2);
  }

  /** What takes milliseconds may take some more of them; what was never asked was not kept. */
  @Test
  void asksNoPaceOfWhatIsQuickAndSomeOfWhatIsNotThere() throws Exception {
    bought(without, 300);
    bought(with, 300);
    paced(without, 1);
    paced(with, 5);
    assertThat(missed(Kind.SNAPSHOT, NONE)).isEmpty();
    with.pace.add("claim", 1);
    assertThat(missed(Kind.SNAPSHOT, NONE)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void missesWhatIsLostDoubledUnpaidOrUnknown(Kind kind) throws Exception {
    bought(without, 300);
    bought(with, 300);
    paced(without, 20);
    paced(with, 20);
    assertThat(missed(kind, new Damage(10, 1, 1, 1, 1))).hasSize(4);
  }

  @Test
  void missesWhatCouldNotBeMeasured() {
    assertThat(missed(Kind.KILL, NONE)).hasSize(1);
  }

  @Test
  void tellsWhatWasMetAndWhoGaveUp() throws Exception {
    bought(without, 300);
    bought(with, 400);
    with.add(
        List.of(failedFuture(new IllegalStateException("had enough"))),
        List.of("POST /x: 502", "POST /x: 502"));
    assertThat(Met.table(without, with))
        .containsPattern("purchases +1 +2")
        .containsPattern("due until home, longest +300 +400")
        .containsPattern("errors met +0 +2")
        .containsPattern("gave up +0 +1")
        .contains("2 x POST /x: 502", "had enough");
    assertThat(missed(Kind.KILL, NONE)).singleElement().asString().contains("gave up");
  }

  private List<Goal> missed(Kind kind, Damage damage) {
    return Met.goals(kind, without, with, damage).stream().filter(goal -> !goal.isMet()).toList();
  }

  private static void bought(Met met, long... milliseconds) throws Exception {
    for (long each : milliseconds) {
      met.took.add(Step.WHOLE, TimeUnit.MILLISECONDS.toNanos(each));
      List<Future<?>> purchase = List.of(completedFuture(each));
      met.add(purchase, List.of());
    }
  }

  private static void paced(Met met, long milliseconds) {
    met.pace.add("list", TimeUnit.MILLISECONDS.toNanos(milliseconds));
    met.grew(50_000);
  }
}
