package licensing.purchase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import org.junit.jupiter.api.Test;

/** docs/purchase.md says what the code does, or this fails. */
class DocumentTest {

  private final List<String> document;

  DocumentTest() throws IOException {
    document = Files.readAllLines(Path.of("..", "docs", "purchase.md"));
  }

  @Test
  void hasAHeadingForEachStepInTheirOrder() {
    List<String> steps =
        Arrays.stream(PurchaseStep.values()).map(step -> "## " + step.words()).toList();

    assertThat(document.stream().filter(steps::contains)).containsExactlyElementsOf(steps);
  }

  @Test
  void hasARowForEachOutcome() {
    assertThat(rows())
        .containsAll(
            Arrays.stream(PurchaseOutcome.Kind.values()).map(PurchaseOutcome.Kind::label).toList());
  }

  @Test
  void hasARowForEachAttention() {
    assertThat(rows())
        .containsAll(Arrays.stream(Attention.values()).map(Attention::label).toList());
  }

  private List<String> rows() {
    return document.stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("`")[1])
        .toList();
  }
}
