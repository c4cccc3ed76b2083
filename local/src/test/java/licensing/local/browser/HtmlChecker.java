package licensing.local.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Nu Html Checker, which {@code ./dev test} fetches: what the standards say of HTML and CSS.
 */
final class HtmlChecker {

  private static final String JAR = "node/node_modules/vnu-jar/build/dist/vnu.jar";

  private HtmlChecker() {}

  /**
   * Its errors and warnings of documents and style sheets, each sentence once, with where it holds.
   *
   * @param files or folders of them
   */
  static List<String> judge(Path... files) {
    String given = System.getenv("HTML_CHECKER");
    Path jar = given == null ? Path.of("../.state/tools/html-checker", JAR) : Path.of(given);
    assertThat(jar)
        .as("the checker, which ./dev test fetches; or set HTML_CHECKER")
        .isRegularFile();
    Stream<String> options =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-jar",
            jar.toString(),
            "--format",
            "json",
            "--also-check-css",
            "--skip-info-messages",
            "--exit-zero-always",
            "--stdout");
    return sentences(run(Stream.concat(options, Stream.of(files).map(Path::toString)).toList()));
  }

  private static String run(List<String> command) {
    try {
      Process checker =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String told = new String(checker.getInputStream().readAllBytes(), UTF_8);
      assertThat(checker.waitFor()).isZero();
      return told;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> sentences(String told) {
    Map<String, TreeSet<String>> where = new TreeMap<>();
    for (JsonNode message : JsonMapper.shared().readTree(told).required("messages")) {
      String sentence =
          "%s: %s %s"
              .formatted(
                  message.path("subType").asString(message.path("type").asString()),
                  message.path("message").asString(),
                  message.path("extract").asString("").strip());
      where
          .computeIfAbsent(sentence, _ -> new TreeSet<>())
          .add(Path.of(URI.create(message.required("url").asString())).getFileName().toString());
    }
    return where.entrySet().stream().map(e -> e.getKey() + " in " + e.getValue()).toList();
  }
}
