package licensing.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import licensing.local.LaunchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void comparesAllThatNeedNotBeGotFirst() {
    Options options = Options.of();
    assertThat(options.wants("ours")).isTrue();
    assertThat(options.wants("dbos")).isTrue();
    assertThat(options.wants("killbill")).isFalse();
    assertThat(options.wants("kb-plan")).isFalse();
    assertThat(options.wantsKillBill()).isFalse();
    assertThat(options.chaos()).isTrue();
    assertThat(options.cluster()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"killbill", "kb-plan"})
  void comparesWithKillBillOnRequest(String name) {
    Options options =
        Options.of("--only", "ours," + name, "--turns", "3", "--no-chaos", "--cluster");
    assertThat(options.wantsKillBill()).isTrue();
    assertThat(options.wants(name)).isTrue();
    assertThat(options.wants("ours")).isTrue();
    assertThat(options.wants("dbos")).isFalse();
    assertThat(options.turns()).isEqualTo(3);
    assertThat(options.open()).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.chaos()).isFalse();
    assertThat(options.cluster()).isTrue();
  }

  /** Else nothing would be measured of it, and nothing be said. */
  @ParameterizedTest
  @ValueSource(strings = {"killbil", "", "ours,", "ours,Killbill", "ours, dbos"})
  void refusesWhatNobodyIsCalled(String names) {
    assertThatThrownBy(() -> Options.of("--only", names))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("kb-plan, killbill");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--only", "--turns 0", "--turns many", "--peers ours"})
  void saysHowItIsAsked(String words) {
    assertThatThrownBy(() -> Options.of(words.split(" ", -1)))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("./dev bench purchases");
  }
}
