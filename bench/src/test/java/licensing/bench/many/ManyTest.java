package licensing.bench.many;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import licensing.bench.Latencies;
import licensing.bench.Latencies.Step;
import licensing.bench.many.Statements.Cost;
import licensing.local.LaunchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManyTest {

  private static final Amounts AMOUNTS = new Amounts("so it is asked");

  @Test
  void takesTheUsualNumberWhereNoneIsGiven() {
    assertThat(AMOUNTS.at(0, 7, 1, 10)).isEqualTo(7);
    assertThat(AMOUNTS.at(1, 7, 1, 10, "3")).isEqualTo(7);
    assertThat(AMOUNTS.at(0, 7, 1, 10, "10", "4")).isEqualTo(10);
    assertThat(AMOUNTS.at(0, 7, 0, 10, "0")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "11", "-1", "1.5", "many", "99999999999", "--cluster"})
  void saysHowItIsAsked(String word) {
    assertThatThrownBy(() -> AMOUNTS.at(0, 7, 1, 10, word))
        .isInstanceOf(LaunchFailure.class)
        .hasMessage("so it is asked");
    assertThatThrownBy(() -> AMOUNTS.refuseMoreThan(1, "3", word))
        .isInstanceOf(LaunchFailure.class);
    AMOUNTS.refuseMoreThan(1, word);
  }

  @Test
  void readsWhatTheJvmSaysOfItsHeap() {
    Map<String, Long> byClass =
        Heap.byClass(
            """
            1234:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         37261        4007904  [B (java.base@25)
               2:          5000         120000  licensing.purchase.Deadline
               3:             3             72  io.temporal.Worker$$Lambda/0x00007f21cc123456
               4:             2             48  io.temporal.Worker$$Lambda/0x00007f21cc654321
               5:            10        9999999  [Ljdk.internal.vm.FillerElement; (java.base@25)
            Total         42276       14128023
            """);

    assertThat(byClass)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "[B", 4_007_904L,
                "licensing.purchase.Deadline", 120_000L,
                "io.temporal.Worker$$Lambda", 120L));
    assertThat(new Heap(0, byClass).live()).isEqualTo(4_128_024);
  }

  @Test
  void saysThatAJvmIsGone() throws IOException, InterruptedException {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();

    assertThatThrownBy(() -> Heap.of(gone.toHandle())).isInstanceOf(LaunchFailure.class);
  }

  @Test
  void showsWhatTakesLongerFirst() {
    Statements empty =
        new Statements(Map.of("select 1", new Cost(10, 10), "select 2", new Cost(10, 10)));
    Statements filled =
        new Statements(
            Map.of(
                "select 1", new Cost(10, 12),
                "select\n  2", new Cost(1, 5),
                "select 2", new Cost(20, 400)));

    assertThat(filled.slowerThan(empty, 2))
        .satisfiesExactly(
            line -> assertThat(line).matches(" +20 +1\\.000 +20\\.000 +select 2"),
            line -> assertThat(line).matches(" +1 +0\\.000 +5\\.000 +select 2"));
  }

  @Test
  void oneSlowPurchaseInFiftyMissesTheGoal() {
    Latencies quick = bought(50, 0);
    assertThat(Filled.isMet(quick, bought(50, 0))).isTrue();
    assertThat(Filled.isMet(quick, bought(49, 1))).isFalse();
    assertThat(Filled.comparison(quick, quick, quick, quick))
        .containsPattern("due until home, p99 +20\\.0 +20\\.0 +1\\.00 +1\\.00");
  }

  private static Latencies bought(int quick, int slow) {
    Latencies took = new Latencies();
    for (int i = 0; i < quick + slow; i++) {
      took.add(Step.WHOLE, TimeUnit.MILLISECONDS.toNanos(i < quick ? 20 : 200));
    }
    return took;
  }
}
