package licensing.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import licensing.audit.AuditReport.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/production.md says of every finding what to do, or this fails. */
class FindingsDocumentTest {

  @ParameterizedTest
  @EnumSource
  void isExplained(Finding.Kind kind) throws IOException {
    assertThat(Files.readAllLines(Path.of("..", "docs", "production.md")))
        .anyMatch(line -> line.startsWith("| `%s` | ".formatted(kind.label())));
  }
}
