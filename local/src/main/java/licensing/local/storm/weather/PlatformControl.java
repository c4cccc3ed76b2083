package licensing.local.storm.weather;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The switches of the stand-in platform: what goes wrong with it, and what is true of it. */
public final class PlatformControl {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI platform;

  public PlatformControl(URI platform) {
    this.platform = platform;
  }

  /** What is true, past every fault; empty while it cannot be asked. */
  public Optional<JsonNode> ask(String path) {
    return answer(request(path).GET());
  }

  /** How often each fault happened, in words; nothing while it cannot be asked. */
  public Map<String, Long> injected() {
    Map<String, Long> counts = new TreeMap<>();
    ask("/control/faults")
        .ifPresent(
            answer ->
                answer
                    .path("injected")
                    .forEach(each -> counts.put(words(each), each.path("times").asLong())));
    return counts;
  }

  private static String words(JsonNode injected) {
    return "platform, %s: %s"
        .formatted(injected.path("operation").asString(), injected.path("fault").asString());
  }

  /**
   * From now on each such call about the order meets the fault.
   *
   * @param fault by its name and details, with the operation that it hits
   */
  public void arm(String order, Map<String, String> fault) {
    Map<String, String> plan = new TreeMap<>(fault);
    plan.putAll(Map.of("orderId", order, "probability", "1", "seed", "1"));
    if (!post("/control/faults", plan)) {
      throw new IllegalStateException("not armed: " + plan);
    }
  }

  /** By which the platform knows the first payment of a purchase. */
  public String paymentOf(String purchase) {
    return ask("/control/transactions").stream()
        .flatMap(JsonNode::valueStream)
        .filter(sale -> sale.path("orderId").asString().startsWith(purchase))
        .map(sale -> sale.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  /** Whether it was done. */
  public boolean post(String path, Map<String, ?> fields) {
    String body = JSON.writeValueAsString(fields);
    return answer(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)))
        .isPresent();
  }

  /** Whether it was done. */
  public boolean delete(String path) {
    return answer(request(path).DELETE()).isPresent();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(platform.resolve(path)).timeout(PATIENCE);
  }

  private Optional<JsonNode> answer(HttpRequest.Builder request) {
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      return answer.statusCode() / 100 == 2
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
