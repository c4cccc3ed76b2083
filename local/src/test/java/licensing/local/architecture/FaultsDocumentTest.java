package licensing.local.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/faults.md lists every fault, and names tests that exist, or this fails. */
class FaultsDocumentTest {

  private static final Path PROJECT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  /** Those that were thought of before anything was built. */
  private static final int FAULTS = 53;

  private static final Pattern NUMBER = Pattern.compile("(?m)^\\| (\\d+) \\|");
  private static final Pattern ROW = Pattern.compile("(?m)^\\|(?! #| ---| guard).*$");

  static Stream<MatchResult> tests() throws IOException {
    return TEST.matcher(document()).results();
  }

  static Stream<String> rows() throws IOException {
    return ROW.matcher(document()).results().map(MatchResult::group);
  }

  @Test
  void numbersEachFaultOnceInOrder() throws IOException {
    assertThat(NUMBER.matcher(document()).results().map(row -> Integer.valueOf(row.group(1))))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, FAULTS).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesATestOrSaysThatThereIsNone(String row) {
    assertThat(row).containsPattern("`\\w+Test[.`]|\\*not (yet|tested)\\*");
  }

  @ParameterizedTest
  @MethodSource("tests")
  void namesATestThatExists(MatchResult named) throws IOException {
    assertThat(sources(named.group(1)))
        .anyMatch(source -> source.contains("void %s(".formatted(named.group(2))));
  }

  /** Each of them was broken once on purpose, to see whether anything notices. */
  @Test
  void saysWhatFailedWithoutEachGuard() throws IOException {
    String guards = document().split("(?m)^## Guards$")[1];
    assertThat(ROW.matcher(guards).results().map(MatchResult::group))
        .hasSizeGreaterThan(10)
        .allSatisfy(guard -> assertThat(guard).containsPattern(TEST));
  }

  @Test
  void namesTestsAtAll() throws IOException {
    assertThat(tests()).hasSizeGreaterThan(50);
  }

  private static String document() throws IOException {
    return Files.readString(PROJECT.resolve("docs/faults.md"));
  }

  /** There may be several of one name, in different modules or packages. */
  private static List<String> sources(String type) throws IOException {
    List<String> sources = new ArrayList<>();
    for (Path folder : testFolders()) {
      try (Stream<Path> files =
          Files.find(folder, 20, (path, kind) -> path.endsWith(type + ".java"))) {
        files.map(FaultsDocumentTest::text).forEach(sources::add);
      }
    }
    return sources;
  }

  /** Of sources alone: what other tests start beside this one comes and goes in the targets. */
  static List<Path> testFolders() throws IOException {
    try (Stream<Path> modules = Files.list(PROJECT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
