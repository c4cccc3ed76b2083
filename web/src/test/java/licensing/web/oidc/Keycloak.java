package licensing.web.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import licensing.web.testing.Authenticator;
import org.awaitility.Awaitility;

/** Keycloak as it is downloaded, on a port of its own, with the realm of console-realm.json. */
final class Keycloak implements AutoCloseable {

  static final String CLIENT = "console";
  static final String SECRET = "a secret of the console's";

  private static final Path FOLDER = Path.of("target", "keycloak").toAbsolutePath();
  private static final Path LOG = FOLDER.resolveSibling("keycloak.log");

  /** Of each user who has an application for codes, in Base32. */
  private static final String CODES = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  private final int port;
  private final Process process;

  private Keycloak(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /** Begins to start one that leads back to this console alone. */
  static Keycloak begin(int port, String console) {
    try {
      Path home;
      try (Stream<Path> unpacked = Files.list(FOLDER)) {
        home = unpacked.max(Comparator.naturalOrder()).orElseThrow();
      }
      Path realm =
          Files.createDirectories(home.resolve("data/import")).resolve("console-realm.json");
      try (InputStream template =
          Objects.requireNonNull(
              Keycloak.class.getResourceAsStream("/keycloak/console-realm.json"))) {
        Files.writeString(
            realm, new String(template.readAllBytes(), UTF_8).replace("${CONSOLE}", console));
      }
      // As its script does once it has built a server for the options. The one that was downloaded
      // will do, and another would take as long to build as to start.
      ProcessBuilder command =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx384m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "--add-opens=java.base/java.util=ALL-UNNAMED",
              "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
              "--add-opens=java.base/java.security=ALL-UNNAMED",
              "-Dkc.home.dir=" + home,
              "-Djboss.server.config.dir=" + home.resolve("conf"),
              "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
              "-Dkc.config.built=true",
              "-cp",
              home.resolve("lib/quarkus-run.jar").toString(),
              "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
              "start",
              "--import-realm",
              "--db-url=jdbc:h2:mem:keycloak;DB_CLOSE_DELAY=-1;NON_KEYWORDS=VALUE",
              "--cache=local",
              "--hostname-strict=false",
              "--http-enabled=true",
              "--http-host=127.0.0.1",
              "--http-port=" + port);
      command.directory(home.toFile()).redirectErrorStream(true).redirectOutput(LOG.toFile());
      return new Keycloak(port, command.start());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  String issuer() {
    return "http://localhost:" + port + "/realms/console";
  }

  void await() {
    Awaitility.await(LOG.toString())
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(100))
        .failFast("it ended", () -> !process.isAlive())
        .until(this::describesItself);
  }

  private boolean describesItself() throws InterruptedException {
    URI metadata = URI.create(issuer() + "/.well-known/openid-configuration");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(metadata).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** What a browser does there. */
  static final class Visitor {

    private static final Pattern FORM = Pattern.compile("<form [^>]*action=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new OnLoopback()).build();

    /** The last page that was shown instead of leading on. */
    private String shown = "";

    /** Where it leads after what it asks for: name and password, and a code if it likes. */
    URI pass(URI request, String name) {
      HttpResponse<String> answer = get(request);
      for (int step = 0; step < 6; step++) {
        if (answer.statusCode() == 200) {
          shown = answer.body();
          answer = send(answer.uri(), fields(name));
        } else {
          URI next = request.resolve(answer.headers().firstValue("Location").orElseThrow());
          if (next.getPort() != request.getPort()) {
            return next;
          }
          answer = get(next);
        }
      }
      throw new AssertionError(shown);
    }

    String shown() {
      return shown;
    }

    HttpResponse<String> get(URI address) {
      return send(HttpRequest.newBuilder(address).build());
    }

    private Map<String, String> fields(String name) {
      Map<String, String> fields = new HashMap<>();
      if (shown.contains("name=\"otp\"")) {
        fields.put("otp", Authenticator.codeOf(CODES, 0));
      } else {
        fields.put("username", name);
        fields.put("password", "there");
      }
      return fields;
    }

    private HttpResponse<String> send(URI page, Map<String, String> fields) {
      var form = FORM.matcher(shown);
      if (!form.find()) {
        throw new AssertionError(shown);
      }
      String body =
          String.join(
              "&",
              fields.entrySet().stream()
                  .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                  .toList());
      return send(
          HttpRequest.newBuilder(page.resolve(form.group(1).replace("&amp;", "&")))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(body))
              .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
      try {
        return http.send(request, BodyHandlers.ofString());
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Takes loopback for as safe as https, as browsers do: Keycloak's cookies are of that kind. */
  private static final class OnLoopback extends CookieManager {
    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
      List<String> cookies =
          headers.getOrDefault("set-cookie", List.of()).stream()
              .map(cookie -> cookie.replaceAll("(?i); *secure", ""))
              .toList();
      super.put(uri, Map.of("Set-Cookie", cookies));
    }
  }
}
