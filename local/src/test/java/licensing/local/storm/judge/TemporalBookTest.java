package licensing.local.storm.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TemporalBookTest {

  private static final Path WORKER = Path.of("../worker/src/main/resources/application.yaml");
  private static final Pattern SERVED = Pattern.compile("- (licensing\\.\\w+\\.\\w+Process)\\b");

  @Test
  void replaysAllThatWorkersServe() throws IOException {
    assertThat(
            SERVED.matcher(Files.readString(WORKER)).results().map((MatchResult it) -> it.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(TemporalBook.SERVED).map(Class::getName).toList());
  }
}
