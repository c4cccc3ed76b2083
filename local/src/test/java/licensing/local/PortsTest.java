package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  /** A stack is drawn before those of an earlier one are listened on. */
  @Test
  void areDrawnForOneStackAlone() {
    assertThat(IntStream.range(0, 50).boxed().flatMap(stack -> Ports.free().values().stream()))
        .doesNotHaveDuplicates();
  }
}
