package licensing.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import licensing.web.testing.Browser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.PathMatcher;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

@ConsoleTest
class ErrorPagesTest {

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private ResourceUrlProvider fileUrls;
  @LocalServerPort private int port;
  private final PathMatcher paths = new AntPathMatcher();
  private Browser browser;

  @BeforeEach
  void logIn() {
    jdbc.sql("delete from login_failures").update();
    browser = new Browser(port);
    browser.logIn(world.buyer().name(), World.PASSWORD);
    browser.get("/");
  }

  @Test
  void sayThatNothingIsThere() {
    assertPage(browser.get("/nothing"), 404, "Not found");
    assertPage(browser.get("/error"), 404, "Not found");
    assertPage(browser.get("/support/purchases"), 404, "Not found");
    assertPage(browser.get("/purchases/not-an-id"), 404, "Not found");
  }

  @Test
  void sayThatAFormIsTooOld() {
    var answer = browser.post("/licenses/migration/add", Map.of("_csrf", "forged"));
    assertPage(answer, 403, "Nothing was done");
    assertThat(answer.body()).contains("href=\"/licenses/migration/add?language=zh-CN\"");
  }

  @Test
  void sayThatAnAddressIsUsedWrongly() {
    assertPage(browser.post("/migration", Map.of()), 405, "cannot be used that way");
  }

  @Test
  void sayThatARequestIsTooLarge() {
    var answer = browser.post("/licenses/migration/add", Map.of("quantity", "1".repeat(100_000)));
    assertPage(answer, 413, "larger than the console accepts");
  }

  @Test
  void sayThatARequestIsGarbled() {
    assertThat(browser.get("/licenses//migration").statusCode()).isEqualTo(400);
    assertThat(browser.get("/licenses/%00").statusCode()).isEqualTo(400);
    assertThat(browser.get("/;/").statusCode()).isEqualTo(400);
  }

  /** By the server alone (the first three), or by its pages without the filters (the others). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%00 HTTP/1.1\r\nHost: localhost",
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2",
        "GET / HTTP/1.1",
        "TRACE /login HTTP/1.1\r\nHost: localhost",
        "GET /WEB-INF/web.xml HTTP/1.1\r\nHost: localhost"
      })
  void haveTheHeadersOfAllAnswersHoweverEarlyTheyAre(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .matches("(?s)HTTP/1.1 4\\d\\d.*")
          .containsOnlyOnce("Content-Security-Policy: default-src 'none'")
          .containsOnlyOnce("X-Content-Type-Options: nosniff")
          .containsOnlyOnce("Cache-Control: no-")
          .doesNotContain("Tomcat");
    }
  }

  @Test
  void giveAReferenceInsteadOfACause() {
    jdbc.sql("alter table licenses rename to licenses_away").update();
    try {
      var answer = browser.get("/");
      assertPage(answer, 500, "Reference for support");
      assertThat(answer.body()).doesNotContain("licenses_away", "Exception", "SQL");
    } finally {
      jdbc.sql("alter table licenses_away rename to licenses").update();
    }
  }

  @Test
  void staticFilesAreNamedByTheirContentAndKept() {
    var found = Pattern.compile("/console-[0-9a-f]{32}\\.css").matcher(browser.get("/").body());
    assertThat(found.find()).isTrue();
    var file = browser.get(found.group());
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Cache-Control").orElseThrow())
        .contains("max-age=31536000");
  }

  /** Each is asked for by every page: a thousand bytes of headers are more than most of them. */
  @Test
  void partsOfPagesGoWithoutWhatIsOfPagesAlone() {
    String policy = "Content-Security-Policy";
    for (String part : List.of("/console.css", "/console.js")) {
      var headers = browser.get(part).headers();
      assertThat(headers.firstValue(policy)).as(part).isEmpty();
      assertThat(headers.firstValue("Permissions-Policy")).as(part).isEmpty();
      assertThat(headers.firstValue("X-Content-Type-Options")).as(part).contains("nosniff");
      assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    }
    // Each of these is a document where it is opened.
    assertThat(browser.get("/icons.svg").headers().firstValue(policy)).isPresent();
    assertThat(browser.get("/missing.js").headers().firstValue(policy)).isPresent();
  }

  /** It would take longer than the page itself, for each link on it. */
  @Test
  void pagesAreNotLookedUpAsFiles() {
    assertThat(fileUrls.getHandlerMap().keySet())
        .anyMatch(pattern -> paths.match(pattern, "/console.css"))
        .noneMatch(pattern -> paths.match(pattern, "/licenses/migration"))
        .noneMatch(pattern -> paths.match(pattern, "/migration"));
  }

  private static void assertPage(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("<html", words, "To the homepage").doesNotContain("??");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
    assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).isPresent();
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
  }
}
