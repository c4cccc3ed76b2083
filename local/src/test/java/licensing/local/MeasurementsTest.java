package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

  private final Measurements took = new Measurements();

  @Test
  void halfOfTheValuesAreNotAboveTheMedian() {
    for (int i = 100; i >= 1; i--) {
      took.add("page", Duration.ofMillis(i).toNanos());
    }

    assertThat(took.milliseconds("page", 0.5)).isEqualTo(50);
    assertThat(took.milliseconds("page", 0.99)).isEqualTo(99);
    assertThat(took.milliseconds("page", 1)).isEqualTo(100);
  }

  @Test
  void oneValueIsEveryShare() {
    took.add("page", Duration.ofMillis(7).toNanos());

    assertThat(took.milliseconds("page", 0.5)).isEqualTo(7);
    assertThat(took.milliseconds("page", 0.99)).isEqualTo(7);
  }

  @Test
  void theTableHasALineForEachNameInTheOrderOfTheFirstUse() throws Exception {
    took.time("b", () -> 1);
    took.time("a", () -> 2);

    assertThat(took.table().lines().map(line -> line.split(" ")[0]))
        .containsExactly("milliseconds", "b", "a");
  }
}
