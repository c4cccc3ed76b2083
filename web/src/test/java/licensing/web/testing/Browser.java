package licensing.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser without scripts does: keeps cookies, sends the form of the page it shows. */
public class Browser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String console;
  private String token = "";

  public Browser(int port) {
    console = "http://localhost:" + port;
  }

  /** Redirects are answers: nothing is followed. */
  public HttpResponse<String> get(String path) {
    return keep(send(to(path).GET()));
  }

  /** With the token of the last page. */
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    var all = fields.entrySet().stream().map(field -> encoded(field.getKey(), field.getValue()));
    String body = all.collect(Collectors.joining("&")) + "&" + encoded("_csrf", token);
    return keep(
        send(
            to(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))));
  }

  public HttpResponse<String> logIn(String name, String password) {
    get("/login");
    return post("/login", Map.of("username", name, "password", password));
  }

  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /** As its owner can who looks into the browser. */
  public void changeCookie(String name, String value) {
    cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .forEach(cookie -> cookie.setValue(value));
  }

  public Browser at(int port) {
    Browser other = new Browser(port);
    cookies
        .getCookieStore()
        .getCookies()
        .forEach(cookie -> other.cookies.getCookieStore().add(URI.create(other.console), cookie));
    return other;
  }

  public void forgetSession() {
    cookies.getCookieStore().removeAll();
  }

  public static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(console + path))
        .timeout(Duration.ofSeconds(30))
        .header("Accept", "text/html");
  }

  private HttpResponse<String> keep(HttpResponse<String> answer) {
    var found = TOKEN.matcher(answer.body());
    token = found.find() ? found.group(1) : token;
    return answer;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
