package licensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every template. */
class TemplatesTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern BETWEEN_TAGS = Pattern.compile(">\\s*[:;,.()]+\\s*<");
  private static final Pattern ATTRIBUTE = Pattern.compile("=\"([^\"]*)\"");
  private static final Pattern PUNCTUATION = Pattern.compile("\\s*[:;,()]+\\s*");
  private static final Pattern DOWNLOAD = Pattern.compile("<a [^>]*\\sdownload[\\s>=]");

  /** Chinese has its own, without a space: {@code join.*} of the messages says which. */
  @Test
  void leaveItToTheLanguageHowThingsAreJoined() {
    assertThat(found(TemplatesTest::joints)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b>ann</b>: <span>why</span>",
        "<time></time>, <time></time>",
        "<p th:text=\"${a + ' (' + b}\"></p>",
        "<p th:text=\"${#strings.listJoin(all, ', ')}\"></p>"
      })
  void areFoundWhereTheyJoinThemselves(String template) {
    assertThat(joints(template)).hasSize(1);
  }

  /** Else the browser says that a download failed, and the page that says why is not shown. */
  @Test
  void showWhyThereIsNoFile() {
    assertThat(found(template -> matches(DOWNLOAD, template))).isEmpty();
  }

  private static Stream<String> joints(String template) {
    String text = COMMENT.matcher(template).replaceAll("");
    return Stream.concat(
        matches(BETWEEN_TAGS, text),
        ATTRIBUTE.matcher(text).results().flatMap(TemplatesTest::joiningTexts));
  }

  /** Of an expression every second part is a text. */
  private static Stream<String> joiningTexts(MatchResult attribute) {
    String[] parts = attribute.group(1).split("'", -1);
    return IntStream.range(0, parts.length)
        .filter(part -> part % 2 == 1)
        .mapToObj(part -> parts[part])
        .filter(text -> PUNCTUATION.matcher(text).matches());
  }

  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group);
  }

  private static List<String> found(Function<String, Stream<String>> fault) {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".html")).toList();
      assertThat(all).hasSizeGreaterThan(50);
      return all.stream()
          .flatMap(file -> fault.apply(read(file)).map(found -> file + ": " + found))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
