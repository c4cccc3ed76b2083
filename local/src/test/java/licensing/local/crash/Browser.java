package licensing.local.crash;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jsoup.nodes.FormElement;

/** Cookies and pages; follows no redirect by itself. */
final class Browser {

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Map<String, String> cookies = new ConcurrentHashMap<>();
  private final URI console;

  Browser(URI console) {
    this.console = console;
  }

  Page get(String path) {
    return sent(request(path).GET().build());
  }

  /** Sends a form as the page filled it in, but for what is given here. */
  Page submit(FormElement form, Map<String, String> typed) {
    Map<String, String> fields = Page.fields(form);
    fields.putAll(typed);
    return post(Page.action(form), fields);
  }

  Page post(String path, Map<String, String> fields) {
    return sent(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(fields)))
            .build());
  }

  /** As when the session has ended. */
  void forgetCookies() {
    cookies.clear();
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(console.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Accept", "text/html, */*")
            .header("Accept-Language", "en");
    return cookies.isEmpty() ? request : request.header("Cookie", cookieHeader());
  }

  private String cookieHeader() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private Page sent(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return Page.of(response);
    } catch (IOException e) {
      throw new AssertionError("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void keep(String header) {
    String[] cookie = header.split(";", 2)[0].split("=", 2);
    if (cookie[1].isEmpty()) {
      cookies.remove(cookie[0]);
    } else {
      cookies.put(cookie[0], cookie[1]);
    }
  }
}
