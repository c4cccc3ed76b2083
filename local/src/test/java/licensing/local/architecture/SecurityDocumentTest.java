package licensing.local.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/security.md has each requirement once, and names tests that exist, or this fails. */
class SecurityDocumentTest {

  private static final Path PROJECT = Path.of("..");
  private static final Pattern NUMBER = Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\|");
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| \\d+\\.\\d+\\.\\d+ \\| [12] \\|[^|\\n]+\\|[^|\\n]+\\|([^|\\n]+)\\|$");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  private static String document;

  @BeforeAll
  static void read() throws IOException {
    document = Files.readString(PROJECT.resolve("docs/security.md"));
  }

  @Test
  void hasEachRequirementOnce() {
    List<String> numbers = NUMBER.matcher(document).results().map(row -> row.group(1)).toList();

    assertThat(numbers).hasSizeGreaterThan(190).doesNotHaveDuplicates();
    assertThat(ROW.matcher(document).results()).hasSameSizeAs(numbers);
  }

  @Test
  void namesTestsOrSaysThatThereIsNothingToRun() {
    assertThat(ROW.matcher(document).results().map(row -> row.group(1)))
        .allSatisfy(shown -> assertThat(shown).containsPattern("`\\w+Test`|^ — $"));
  }

  @Test
  void namesTestsThatExist() throws IOException {
    Set<String> tests = new HashSet<>();
    for (Path folder : FaultsDocumentTest.testFolders()) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.map(file -> file.getFileName().toString().replace(".java", "")).forEach(tests::add);
      }
    }
    assertThat(TEST.matcher(document).results().map((MatchResult named) -> named.group(1)))
        .isNotEmpty()
        .allMatch(tests::contains);
  }
}
