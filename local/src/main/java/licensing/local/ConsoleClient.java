package licensing.local;

import java.io.IOException;
import java.net.CookieManager;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A browser as far as forms go: keeps cookies, sends forms as they came, follows no redirect. */
final class ConsoleClient {

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI base;

  ConsoleClient(URI base) {
    this.base = base;
  }

  /** The page at an address of the console. */
  Document get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request(path).GET().build(), BodyHandlers.ofString());
    return expect(response, 200, path);
  }

  /** Sends a form with some of its fields filled in; returns where the answer leads. */
  String submit(Document page, String form, Map<String, String> fields)
      throws IOException, InterruptedException {
    FormElement element = (FormElement) page.expectFirst(form);
    fields.forEach((name, value) -> fill(element, name, value));
    HttpRequest request =
        request(element.attr("action"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(element)))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 3) {
      expect(response, 303, element.attr("action"));
    }
    return base.resolve(response.headers().firstValue("Location").orElseThrow()).getPath();
  }

  /** The lines of a stream of events, as they come. */
  Stream<String> events(String path) throws IOException, InterruptedException {
    HttpRequest request = request(path).header("Accept", "text/event-stream").GET().build();
    return http.send(request, BodyHandlers.ofLines()).body();
  }

  /** Sends JSON to another server; returns its answer. */
  String post(URI address, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Accept-Language", "en");
  }

  private Document expect(HttpResponse<String> response, int status, String path) {
    Document page = Jsoup.parse(response.body(), base.resolve(path).toString());
    if (response.statusCode() != status) {
      throw new LaunchFailure(
          "%s answered %d, not %d: %s"
              .formatted(path, response.statusCode(), status, page.body().text()));
    }
    return page;
  }

  private static void fill(FormElement form, String name, String value) {
    Element field = form.expectFirst("[name=" + name + "]");
    field.val(value);
  }

  private static String encoded(FormElement form) {
    return form.formData().stream()
        .map(field -> encoded(field.key()) + "=" + encoded(field.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
