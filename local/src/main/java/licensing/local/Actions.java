package licensing.local;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.summingLong;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What Temporal Cloud would charge for, as the server itself counts it in its metric {@code
 * action}: also what leaves no event in a history, such as heartbeats and queries. It names no
 * workflow, so what only one of them costs is counted while the others rest.
 *
 * @param counts by action_type, none of them 0
 */
public record Actions(Map<String, Long> counts) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGER_THAN_UNTIL_PUBLISHED = Duration.ofMillis(1_500);

  /** Those of the server's own namespace are nobody's. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^action\\{action_type=\"([^\"]+)\",namespace=\"(?!temporal_system\")[^}]*} (\\S+)$");

  public Actions {
    counts = new TreeMap<>(counts);
    counts.values().removeIf(count -> count == 0);
  }

  /** As {@link #countedAt}, by the stack's own server. */
  public static Actions countedBy(LocalStack stack) throws InterruptedException {
    return countedAt(Integer.parseInt(stack.get(LocalPort.TEMPORAL_METRICS.variable())));
  }

  /**
   * All since this server was started. It publishes once a second what it has counted, so this
   * returns once that has stayed the same for longer.
   *
   * @param port of its metrics
   */
  static Actions countedAt(int port) throws InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + "/metrics");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      Actions last = read(client, address);
      while (System.nanoTime() < deadline) {
        Thread.sleep(LONGER_THAN_UNTIL_PUBLISHED);
        Actions next = read(client, address);
        if (next.equals(last)) {
          return next;
        }
        last = next;
      }
      throw new LaunchFailure("Temporal is never at rest, so nobody knows whose Actions they are.");
    } catch (IOException e) {
      throw new LaunchFailure("Temporal tells no metrics at " + address + ": " + e, e);
    }
  }

  private static Actions read(HttpClient client, URI address)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new LaunchFailure("Temporal tells no metrics: " + answer.statusCode());
    }
    return read(answer.body());
  }

  /**
   * @param metrics as Prometheus reads them
   */
  static Actions read(String metrics) {
    return new Actions(
        LINE.matcher(metrics)
            .results()
            .collect(groupingBy(line -> line.group(1), summingLong(Actions::count))));
  }

  /** What was counted after an earlier reading. */
  public Actions since(Actions earlier) {
    Map<String, Long> counted = new TreeMap<>(counts);
    earlier.counts.forEach((type, count) -> counted.merge(type, -count, Long::sum));
    return new Actions(counted);
  }

  public long sum() {
    return counts.values().stream().mapToLong(count -> count).sum();
  }

  /** For each of as many purchases, by type. */
  String table(int purchases) {
    double each = (double) sum() / purchases;
    return counts.entrySet().stream()
        .map(type -> line(type.getKey(), (double) type.getValue() / purchases))
        .collect(joining("\n", "", "\n" + line("all", each)));
  }

  private static String line(String type, double count) {
    return "%-44s %8.2f".formatted(type, count);
  }

  /** A number such as 13 or 1.2e+06. */
  private static long count(MatchResult line) {
    return (long) Double.parseDouble(line.group(2));
  }
}
