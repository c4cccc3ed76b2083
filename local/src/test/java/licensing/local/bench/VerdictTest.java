package licensing.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import licensing.local.Measurements;
import licensing.local.bench.Question.Goal;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Question LIST =
      new Question("list", List.of("/support/purchases"), true, new Goal(100, 300));

  private final Measurements took = new Measurements();
  private final Verdict verdict = new Verdict(List.of(LIST), took);

  @Test
  void oneSlowAnswerInAHundredIsForgiven() {
    answers(99, 100);
    answers(1, 5_000);

    assertThat(verdict.missed()).isZero();
    assertThat(verdict.table()).doesNotContain("MISSED");
  }

  @Test
  void twoSlowAnswersInAHundredMissTheGoal() {
    answers(98, 100);
    answers(2, 301);

    assertThat(verdict.missed()).isOne();
    assertThat(verdict.table()).contains("100.0    100    301.0    300 MISSED");
  }

  @Test
  void halfOfTheAnswersMustBeQuick() {
    answers(49, 10);
    answers(51, 101);

    assertThat(verdict.missed()).isOne();
  }

  @Test
  void whatWasNeverAnsweredMissesItsGoal() {
    assertThat(verdict.missed()).isOne();
  }

  private void answers(int times, int milliseconds) {
    for (int time = 0; time < times; time++) {
      took.add(LIST.name(), Duration.ofMillis(milliseconds).toNanos());
    }
  }
}
