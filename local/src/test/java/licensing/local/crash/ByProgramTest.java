package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A program with a key of the buyer's buys, and Schemathesis tries all that may be asked. */
@ExtendWith(OneScene.class)
class ByProgramTest {

  private static final String API = "/api/v1";
  private static final String SCOPES =
      "offers:read,purchases:read,purchases:write,licenses:read,machines:write,documents:read";
  private static final JsonMapper JSON = new JsonMapper();

  /** So many cases for each route: a deeper run, after -Dapi.examples=1000, takes its time. */
  private static final String EXAMPLES = System.getProperty("api.examples", "10");

  private static final int ASKS = 5;

  private final Scene scene;
  private final HttpClient http = HttpClient.newHttpClient();
  private Buyer buyer;
  private String key;

  ByProgramTest(Scene scene) {
    this.scene = scene;
  }

  @BeforeEach
  void makeAKey() {
    buyer = scene.buyer("buyer");
    Map<String, String> form =
        Stream.of(Map.of("name", "Build server", "scopes", SCOPES), Csrf.of(buyer))
            .flatMap(fields -> fields.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    key = buyer.browser().post("/organization/api-keys", form).shown().document().text();
    key = key.replaceAll("(?s).*?(lpk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}).*", "$1");
  }

  @Test
  void ordersAndAPersonPays() throws Exception {
    String id = ordered(2);
    assertThat(start(order(2), "order-of-" + id).statusCode()).as("another key").isEqualTo(201);

    JsonNode confirmed = read(post("/purchases/" + id + "/confirm"));
    assertThat(confirmed.path("status").asString()).isEqualTo("AWAITING_PAYMENT");
    String page = confirmed.path("paymentPage").asString();
    assertThat(page).isEqualTo(scene.console() + "/purchases/" + id + "/payment");
    buyer.pay("/purchases/" + id, Card.GOOD);

    scene.accounts().assertSold(buyer, "/purchases/" + id, 2);
    JsonNode sold = read(get("/purchases/" + id));
    assertThat(sold.path("status").asString()).isEqualTo("LICENSED");
    assertThat(sold.path("open").asBoolean()).isFalse();
    JsonNode license = read(get("/licenses/" + sold.path("license").asString()));
    assertThat(license.path("state").asString()).isEqualTo("ACTIVE");
    assertThat(license.path("quantity").asInt()).isEqualTo(2);
    assertThat(post("/purchases/" + id + "/withdraw").statusCode()).isEqualTo(409);
  }

  @Test
  void isOnePurchaseHoweverOftenItIsAsked() throws Exception {
    String once = UUID.randomUUID().toString();
    ObjectNode order = order(3).put("orderNumber", "PO 4711");
    String id = read(start(order, once)).path("id").asString();

    HttpResponse<String> again = start(order, once);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(read(again).path("id").asString()).isEqualTo(id);
    for (ObjectNode other :
        List.of(order(4).put("orderNumber", "PO 4711"), order(3).put("orderNumber", "PO 4712"))) {
      assertThat(start(other, once).body()).contains("\"idempotency-key-reused\"");
    }

    JsonNode withdrawn = read(post("/purchases/" + id + "/withdraw"));
    assertThat(withdrawn.path("status").asString()).isIn("CLOSING", "WITHDRAWN");
    scene.records().awaitEnd("/purchases/" + id, Scene.PATIENCE);
    assertThat(read(start(order, once)).path("status").asString()).isEqualTo("WITHDRAWN");
    assertThat(read(post("/purchases/" + id + "/withdraw")).path("id").asString()).isEqualTo(id);
  }

  /** What the description promises holds, of whatever it lets be sent, and of what it does not. */
  @Test
  void schemathesisFindsNothing(@TempDir Path folder) throws Exception {
    String license = ordered(2);
    post("/purchases/" + license + "/confirm");
    buyer.pay("/purchases/" + license, Card.GOOD);
    scene.records().awaitEnd("/purchases/" + license, Scene.PATIENCE);
    Files.writeString(
        folder.resolve("schemathesis.toml"),
        """
        [parameters]
        "path.id" = "%s"
        """
            .formatted(license));
    Path output = folder.resolve("output.txt");
    ProcessBuilder schemathesis =
        new ProcessBuilder(
                "python3",
                "-m",
                "schemathesis.cli",
                "run",
                scene.console() + API + "/openapi.json",
                "--header",
                "Authorization: Bearer " + key,
                "--max-examples",
                EXAMPLES,
                "--seed",
                "1",
                // In one thread: CPython 3.11 parses in no two at once.
                "--workers",
                "1",
                "--no-color",
                "--continue-on-failure")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    schemathesis.environment().put("PYTHONPATH", packages().toString());
    Process run = schemathesis.start();
    boolean ended = run.waitFor(120 + 10L * Integer.parseInt(EXAMPLES), TimeUnit.SECONDS);
    run.destroyForcibly();

    String said = Files.readString(output);
    assertThat(ended && run.exitValue() == 0).as(said).isTrue();
    assertThat(said)
        .containsPattern("Test cases:\\s+(\\d{3,}) generated, \\1 passed")
        .doesNotContain("FAILURES", "ERRORS");
  }

  /** Where ./dev test puts what others wrote in Python. */
  private static Path packages() {
    String told = System.getenv("LICENSE_CLIENTS_PYTHON");
    Path packages = Path.of(told == null ? "../.state/tools/clients/python" : told);
    assertThat(packages).as("./dev test fetches it; or set LICENSE_CLIENTS_PYTHON").isDirectory();
    return packages.toAbsolutePath();
  }

  private String ordered(int quantity) throws IOException, InterruptedException {
    HttpResponse<String> ordered = start(order(quantity), UUID.randomUUID().toString());
    assertThat(ordered.statusCode()).as(ordered.body()).isIn(200, 201);
    JsonNode purchase = read(ordered);
    assertThat(purchase.path("status").asString()).isEqualTo("CONFIRM");
    return purchase.path("id").asString();
  }

  /** As it is quoted. */
  private ObjectNode order(int quantity) throws IOException, InterruptedException {
    JsonNode quote = read(get("/offers/MIGRATION/quote?quantity=" + quantity));
    ObjectNode order = JSON.createObjectNode();
    for (String field : new String[] {"offer", "quantity", "unitPrice", "periodDays", "consent"}) {
      order.set(field, quote.get(field));
    }
    // Other tests may have left payments that may be charged still.
    return order.put("anyway", true);
  }

  /** Asks the same again as long as it is not known whether it was done. */
  private HttpResponse<String> start(ObjectNode order, String idempotencyKey)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = null;
    for (int asked = 0; answer == null || answer.statusCode() == 503 && asked < ASKS; asked++) {
      answer =
          send(
              request("/purchases")
                  .header("Idempotency-Key", idempotencyKey)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(order.toString())));
    }
    return answer;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(scene.console() + API + path))
        .header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode read(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    return JSON.readTree(answer.body());
  }
}
