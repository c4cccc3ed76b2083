package licensing.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.testing.WorkflowReplayer;
import java.io.File;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Purchases that were begun on earlier code go on with this one. Files are only added. */
class ReplayTest {

  @ParameterizedTest
  @MethodSource("histories")
  void goesOnWithWhatEarlierCodeBegan(File history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(history, PurchaseProcess.class);
  }

  @Test
  void hasAHistoryOfEachOutcome() {
    Stream<String> names = histories().map(File::getName);

    for (PurchaseOutcome.Kind kind : PurchaseOutcome.Kind.values()) {
      assertThat(histories().map(File::getName)).anyMatch(name -> name.startsWith(kind.label()));
    }
    assertThat(names).allMatch(name -> name.endsWith(".json"));
  }

  static Stream<File> histories() {
    File[] files = new File("src/test/resources/histories").listFiles();
    return Stream.of(Objects.requireNonNull(files, "no stored histories"));
  }
}
