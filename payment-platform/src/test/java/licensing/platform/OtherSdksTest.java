package licensing.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Python's and Node's official SDKs, unmodified, make their whole round against the stand-in: what
 * only Java's reads would be what only we believe. Each step of {@code src/test/sdk} is a test.
 */
class OtherSdksTest {
  private static final Path SCRIPTS = Path.of("src", "test", "sdk");

  @TempDir Path folder;
  private final AtomicReference<byte[]> mail = new AtomicReference<>(new byte[0]);
  private HttpServer mailbox;
  private PaymentPlatform platform;

  @BeforeEach
  void start() throws IOException {
    mailbox = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    mailbox.createContext("/", this::keepOrShow);
    mailbox.start();
    platform =
        PaymentPlatform.start(
            Settings.forTests(folder.resolve("ledger.sqlite"))
                .withWebhookUrl(URI.create(mailboxUrl()))
                .withSearchPageSize(5));
  }

  @AfterEach
  void stop() {
    platform.close();
    mailbox.stop(0);
  }

  @TestFactory
  List<DynamicTest> python() throws IOException, InterruptedException {
    return steps("python3", "round.py", "PYTHONPATH", "BRAINTREE_SDK_PYTHON", "python");
  }

  @TestFactory
  List<DynamicTest> node() throws IOException, InterruptedException {
    return steps("node", "round.js", "NODE_PATH", "BRAINTREE_SDK_NODE", "node/node_modules");
  }

  /**
   * @param path the variable that tells the language where its packages are
   * @param given the variable that may tell us
   * @param otherwise where {@code ./dev test} puts them
   */
  private List<DynamicTest> steps(
      String program, String script, String path, String given, String otherwise)
      throws IOException, InterruptedException {
    String told = System.getenv(given);
    Path sdk = told == null ? Path.of("..", ".state", "tools", "sdks", otherwise) : Path.of(told);
    assertThat(sdk).as("the SDK, which ./dev test fetches; or set %s to it", given).isDirectory();
    Path output = folder.resolve(script + ".log");
    var process =
        new ProcessBuilder(program, SCRIPTS.resolve(script).toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    process
        .environment()
        .putAll(
            Map.of(
                path,
                sdk.toAbsolutePath().toString(),
                "PLATFORM_URL",
                platform.url(),
                "MAILBOX_URL",
                mailboxUrl()));
    Process round = process.start();
    // Python's SDK asks for pages without end where their number is a text.
    boolean ended = round.waitFor(2, TimeUnit.MINUTES);
    round.destroyForcibly().waitFor();
    List<String> lines = Files.readAllLines(output);
    List<DynamicTest> steps = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("ok ")) {
        steps.add(DynamicTest.dynamicTest(line.substring(3), () -> {}));
      } else if (line.startsWith("not ok ")) {
        steps.add(DynamicTest.dynamicTest(line.substring(7), () -> assertThat(line).isEmpty()));
      }
    }
    steps.add(
        DynamicTest.dynamicTest(
            "the round was made to its end",
            () -> {
              assertThat(ended).as("%s", String.join("\n", lines)).isTrue();
              assertThat(round.exitValue()).as("%s", String.join("\n", lines)).isZero();
              assertThat(lines.getLast()).startsWith(steps.size() - 1 + " steps with braintree ");
              assertThat(steps).hasSizeGreaterThan(25);
            }));
    return steps;
  }

  /** The merchant's address for notifications; the round fetches the last one from it. */
  private void keepOrShow(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("POST")) {
        mail.set(exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(204, -1);
      } else {
        byte[] form = mail.getAndSet("".getBytes(StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(form);
      }
    }
  }

  private String mailboxUrl() {
    return "http://127.0.0.1:" + mailbox.getAddress().getPort() + "/";
  }
}
