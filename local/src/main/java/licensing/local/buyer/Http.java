package licensing.local.buyer;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/** The connections that all buyers share. */
final class Http implements AutoCloseable {

  /** More than the console lets anybody wait. */
  static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);

  private static final int SERVER_ERROR = 500;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final HttpClient client;
  private final Set<String> addresses = ConcurrentHashMap.newKeySet();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();

  /**
   * @param client which is made otherwise where a site asks for it
   */
  Http(HttpClient.Builder client) {
    this.client =
        client
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
    addresses.add(request.uri().toString());
    try {
      HttpResponse<T> response = client.send(request, body);
      response.headers().firstValue("Location").ifPresent(addresses::add);
      if (response.statusCode() >= SERVER_ERROR) {
        note(request, Integer.toString(response.statusCode()));
      }
      return response;
    } catch (IOException e) {
      note(request, "no answer");
      throw new NoAnswer("no answer from " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted while waiting for " + request.uri(), e);
    }
  }

  private void note(HttpRequest request, String came) {
    String where = ID.matcher(request.uri().getPath()).replaceAll("{id}");
    errors.add("%s %s: %s".formatted(request.method(), where, came));
  }

  /** What was answered with an error of the server, or not at all. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** Where requests went, and where answers led. */
  Set<String> addresses() {
    return Set.copyOf(addresses);
  }

  /** Breaks off what is still under way. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
