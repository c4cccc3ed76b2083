package licensing.local.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short storm, the same on every run as far as its seed decides. */
class StormTest {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @Test
  void violatesNoRule() throws IOException, InterruptedException {
    List<String> told = new ArrayList<>();
    int exitCode =
        Storm.run(
            PROJECT,
            Files.createTempDirectory(TARGET, "storm-"),
            List.of("--purchases", "20", "--seed", "4", "--minutes", "1", "--gap", "2"),
            line -> {
              System.out.println("[storm] " + line);
              told.add(line);
            });

    assertThat(exitCode).as(String.join("\n", told)).isZero();
    assertThat(told.getLast().lines().toList().getLast())
        .startsWith("storm: seed=4 ")
        .endsWith(" violations=0")
        .doesNotContain(" kills=0 ", " purchases=0 ", " captured=0 ", " licenses=0 ");
    assertThat(told.getLast()).contains("platform, sale: ");
  }
}
