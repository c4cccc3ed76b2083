package licensing.local.buyer;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.FormElement;

/**
 * Cookies, pages and forms of one person at one site; follows no redirect by itself. May be used by
 * several threads, as a browser has several windows.
 */
public final class Browser {

  private final Http http;
  private final URI site;
  private final CookieManager cookies = new CookieManager();

  Browser(Http http, URI site) {
    this.http = http;
    this.site = site;
  }

  /**
   * @throws NoAnswer as all requests here
   */
  public Page get(String path) {
    return page(request(path).GET());
  }

  /** Sends a form as the page filled it in, but for what is given here. */
  public Page submit(FormElement form, Map<String, String> typed) {
    Map<String, String> fields = Page.fields(form);
    fields.putAll(typed);
    return post(URI.create(form.attr("action")).getPath(), fields);
  }

  public Page post(String path, Map<String, String> fields) {
    return page(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(fields))));
  }

  /** As when the session has ended. */
  public void forgetCookies() {
    cookies.getCookieStore().removeAll();
  }

  /** The lines of a stream of events, as they come; to be closed. */
  Stream<String> events(String path) {
    HttpRequest request = request(path).header("Accept", "text/event-stream").GET().build();
    HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      response.body().close();
      throw new NoAnswer(request.uri() + " tells nothing: " + response.statusCode());
    }
    return response.body();
  }

  /**
   * The body of a page or a file, as it comes; to be closed.
   *
   * @throws NoAnswer also for one that cannot be shown
   */
  public InputStream stream(String path) {
    HttpRequest request = request(path).GET().build();
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() >= 500 || response.statusCode() / 100 == 3) {
      throw new NoAnswer(request.uri() + " was answered with " + response.statusCode());
    }
    return response.body();
  }

  private HttpRequest.Builder request(String path) {
    URI address = site.resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Http.ANSWERS_WITHIN)
            .header("Accept-Language", "en");
    cookiesFor(address).forEach(cookie -> request.header("Cookie", cookie));
    return request;
  }

  private Page page(HttpRequest.Builder asked) {
    HttpRequest request = asked.header("Accept", "text/html, */*").build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    keepCookies(response);
    return Page.of(response);
  }

  private List<String> cookiesFor(URI address) {
    try {
      List<String> kept = cookies.get(address, Map.of()).getOrDefault("Cookie", List.of());
      return kept.isEmpty() ? kept : List.of(String.join("; ", kept));
    } catch (IOException e) {
      throw new IllegalStateException("cookies are kept in memory", e);
    }
  }

  private void keepCookies(HttpResponse<?> response) {
    try {
      cookies.put(response.uri(), response.headers().map());
    } catch (IOException e) {
      throw new IllegalStateException("cookies are kept in memory", e);
    }
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
