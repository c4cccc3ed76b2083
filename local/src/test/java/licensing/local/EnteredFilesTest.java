package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import licensing.local.EnteredFiles.SourceFile;
import org.junit.jupiter.api.Test;

class EnteredFilesTest {

  private static final SourceFile PAGE = new SourceFile("web", "licensing.web.page", "Page");
  private static final SourceFile RELAY = new SourceFile("web", "licensing.web.relay", "Relay");
  private static final SourceFile ROWS = new SourceFile("activities", "licensing.rows", "Rows");
  private static final SourceFile PROCESS = new SourceFile("workflows", "licensing.buy", "Process");

  private final EnteredFiles purchase =
      new EnteredFiles(
          Map.of(
              PAGE, Set.of(10, 11),
              RELAY, Set.of(20),
              ROWS, Set.of(30, 31),
              PROCESS, Set.of(40)));
  private final EnteredFiles idle =
      new EnteredFiles(Map.of(RELAY, Set.of(20, 21), ROWS, Set.of(30)));

  @Test
  void leavesOutWhatRunsByItself() {
    assertThat(purchase.beyond(idle).lines()).containsOnlyKeys(PAGE, ROWS, PROCESS);
  }

  @Test
  void tellsWhatRunsFurtherThanByItself() {
    assertThat(purchase.beyond(idle).both(idle).names()).isEqualTo("Rows");
    assertThat(purchase.without(purchase.beyond(idle)).names()).isEqualTo("Relay");
  }

  @Test
  void namesThemByModuleAndPackage() {
    assertThat(purchase.table().replaceAll(" +", " "))
        .isEqualTo(
            """
            web 2
             licensing.web.page 1 Page
             licensing.web.relay 1 Relay
            activities 1
             licensing.rows 1 Rows
            workflows 1
             licensing.buy 1 Process""");
  }
}
