package licensing.local.buyer;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that all buyers share. */
final class Http implements AutoCloseable {

  /** More than the console lets anybody wait. */
  static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);

  private final HttpClient client;
  private final Set<String> addresses = ConcurrentHashMap.newKeySet();

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
      return response;
    } catch (IOException e) {
      throw new NoAnswer("no answer from " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted while waiting for " + request.uri(), e);
    }
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
