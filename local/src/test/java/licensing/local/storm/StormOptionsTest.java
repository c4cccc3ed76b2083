package licensing.local.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import licensing.local.LaunchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person may ask of a storm. */
class StormOptionsTest {

  @Test
  void readsWhatIsAskedFor() {
    StormOptions options =
        StormOptions.read(List.of("--purchases", "7", "--seed", "42", "--minutes", "3"));

    assertThat(options.purchases()).isEqualTo(7);
    assertThat(options.seed()).isEqualTo(42);
    assertThat(options.limit()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void saysHowToDoTheSameAgain() {
    String words = "--purchases 7 --seed 42 --minutes 3 --divisor 30 --gap 4 --cluster 2";

    assertThat(StormOptions.read(List.of(words.split(" "))).command())
        .isEqualTo("./dev storm " + words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--purchases 0",
        "--purchases many",
        "--seed -1",
        "--divisor 61",
        "--seed",
        "--cluster 5",
        "--wind 9"
      })
  void saysWhatItCannotRead(String words) {
    assertThatThrownBy(() -> StormOptions.read(List.of(words.split(" "))))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("./dev storm");
  }
}
