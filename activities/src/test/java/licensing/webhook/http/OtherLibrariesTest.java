package licensing.webhook.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The libraries that the scheme's authors publish, unmodified, verify what we sign: what only we
 * verify would be what only we believe.
 */
class OtherLibrariesTest {

  private static final Path SCRIPTS = Path.of("src", "test", "webhooks");
  private static final String PAYLOAD =
      "{\"type\":\"license.activated\",\"timestamp\":\"2026-11-29T12:00:00.123456Z\",\"data\":"
          + "{\"total\":\"57.00\",\"words\":\"Müller & 株式会社 \\\"quoted\\\"\"}}";
  private static final byte[] SECRET = secret(1);
  private static final byte[] BEFORE = secret(2);

  @TempDir private Path folder;

  /**
   * A message, and whether who has the secret shall take it.
   *
   * @param headers as they are sent
   */
  record Case(
      String name, String secret, Map<String, String> headers, String payload, boolean good) {}

  @TestFactory
  List<DynamicTest> java() {
    return cases().stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> verifies(each)))
        .toList();
  }

  private static void verifies(Case given) throws Exception {
    HttpHeaders headers =
        HttpHeaders.of(
            given.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))),
            (name, value) -> true);
    boolean good = true;
    try {
      new Webhook(given.secret()).verify(given.payload(), headers);
    } catch (WebhookVerificationException refused) {
      good = false;
    }
    assertThat(good).isEqualTo(given.good());
  }

  @TestFactory
  List<DynamicTest> python() throws IOException, InterruptedException {
    return verified("python3", "verify.py", "PYTHONPATH", "WEBHOOK_LIBRARIES_PYTHON", "python");
  }

  @TestFactory
  List<DynamicTest> node() throws IOException, InterruptedException {
    return verified(
        "node", "verify.js", "NODE_PATH", "WEBHOOK_LIBRARIES_NODE", "node/node_modules");
  }

  /**
   * @param path the variable that tells the language where its packages are
   * @param given the variable that may tell us
   * @param otherwise where {@code ./dev test} puts them
   */
  private List<DynamicTest> verified(
      String program, String script, String path, String given, String otherwise)
      throws IOException, InterruptedException {
    String told = System.getenv(given);
    Path library = told == null ? Path.of("..", ".state/tools/webhooks", otherwise) : Path.of(told);
    assertThat(library).as("the library, which ./dev test fetches; or set %s", given).isDirectory();
    List<Case> cases = cases();
    Path file = folder.resolve("cases.json");
    Files.writeString(file, new JsonMapper().writeValueAsString(cases));
    Path output = folder.resolve(script + ".log");
    ProcessBuilder process =
        new ProcessBuilder(program, SCRIPTS.resolve(script).toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    process.environment().put(path, library.toAbsolutePath().toString());
    Process round = process.start();
    boolean ended = round.waitFor(1, TimeUnit.MINUTES);
    round.destroyForcibly().waitFor();
    String said = Files.readString(output);
    return Stream.concat(
            cases.stream()
                .map(
                    each ->
                        DynamicTest.dynamicTest(
                            each.name(),
                            () -> assertThat(said.lines()).contains("ok " + each.name()))),
            Stream.of(
                DynamicTest.dynamicTest(
                    "nothing else was said",
                    () -> {
                      assertThat(ended).isTrue();
                      assertThat(said.lines()).hasSize(cases.size());
                    })))
        .toList();
  }

  private static List<Case> cases() {
    Instant now = Instant.now();
    Map<String, String> one = WebhookSignature.headers("42", now, PAYLOAD, List.of(SECRET));
    Map<String, String> two = WebhookSignature.headers("42", now, PAYLOAD, List.of(SECRET, BEFORE));
    Map<String, String> old =
        WebhookSignature.headers("42", now.minus(Duration.ofMinutes(6)), PAYLOAD, List.of(SECRET));
    String secret = WebhookSecrets.text(SECRET);
    return List.of(
        new Case("one secret", secret, one, PAYLOAD, true),
        new Case("the new one of two", secret, two, PAYLOAD, true),
        new Case("the one before of two", WebhookSecrets.text(BEFORE), two, PAYLOAD, true),
        new Case("another secret", WebhookSecrets.text(secret(3)), two, PAYLOAD, false),
        new Case("another payload", secret, one, PAYLOAD.replace("57", "58"), false),
        new Case("sent long ago", secret, old, PAYLOAD, false));
  }

  private static byte[] secret(int filling) {
    return "%032d".formatted(filling).getBytes(UTF_8);
  }
}
