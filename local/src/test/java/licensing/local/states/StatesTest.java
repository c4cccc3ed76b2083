package licensing.local.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say of states is what the program does. */
class StatesTest {

  @ParameterizedTest
  @MethodSource("names")
  void areDrawnAsTheyAre(String name) throws IOException {
    assertThat(Files.readString(Path.of("..", "docs", name)))
        .as("drawn anew by ./dev states")
        .isEqualTo(States.documents().get(name));
  }

  static Set<String> names() {
    return States.documents().keySet();
  }
}
