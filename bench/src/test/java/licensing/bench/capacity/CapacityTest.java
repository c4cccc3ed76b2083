package licensing.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import licensing.bench.scale.Measurement;
import licensing.local.LaunchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityTest {

  private static final Path PROJECT = Path.of("..");
  private static final Prices PRICES = Prices.read(PROJECT.resolve("bench/measured/prices.json"));

  @TempDir Path folder;

  /** ./dev capacity prints them. */
  @Test
  void theDocumentHoldsWhatIsComputedFromWhatWasMeasured() throws IOException {
    Measurement measured = Measurement.read(PROJECT.resolve("bench/measured/scale.json"));

    assertThat(Files.readString(PROJECT.resolve("docs/capacity.md")))
        .contains(new Capacity(measured, PRICES).text());
  }

  /** The examples of Temporal's own page, beyond what the plan includes. */
  @Test
  void takesWhatTemporalTakes() {
    assertThat(PRICES.business(2.5 + 11.25, 0, 0)).isCloseTo(525 + 500, within(0.01));
    double active = 2.5 * 744 + 720;
    double retained = 100 * 744 + 3_600;
    assertThat(PRICES.business(2.5 + 11.25, active, retained))
        .isCloseTo(525 + 34.02 + 500, within(0.01));
    // The Business plan is a tenth of what is used where that is more than its least.
    assertThat(PRICES.cloud(202.5, 0, 0)).isCloseTo(5_925 * 1.1, within(0.01));
    assertThat(PRICES.isBeyondTiers(202.5)).isFalse();
    assertThat(PRICES.isBeyondTiers(202.6)).isTrue();
  }

  @Test
  void takesTheDevelopersPlanWhereThatIsCheaper() {
    assertThat(PRICES.cloud(0.1, 10, 100)).isCloseTo((5 + 0.42 + 0.105) * 1.1, within(0.001));
  }

  @Test
  void saysWhichFileItCannotRead() throws IOException {
    Path file = folder.resolve("prices.json");
    Files.writeString(file, "[]");

    assertThatThrownBy(() -> Prices.read(file))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("holds no prices");
    assertThatThrownBy(() -> Prices.read(folder.resolve("none")))
        .hasMessageContaining("cannot be read");
  }
}
