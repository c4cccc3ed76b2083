package licensing.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import licensing.web.ConsoleSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

class BehindProxyTest {

  /** Of those whom a request names as its sender, the last one counts that is no proxy of ours. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,               198.51.100.7,             198.51.100.7",
    "127.0.0.0/8,             '192.0.2.1, 10.0.0.7',    10.0.0.7",
    "'127.0.0.1, 10.0.0.0/8', '198.51.100.7, 10.0.0.7', 198.51.100.7",
    "10.9.9.9,                198.51.100.7,             127.0.0.1",
    "'',                      198.51.100.7,             127.0.0.1"
  })
  void believesThoseThatAreNamed(String proxies, String forwarded, String sender)
      throws IOException, InterruptedException {
    var factory = new TomcatServletWebServerFactory(0);
    URI console = URI.create("https://localhost");
    URI temporal = URI.create("http://localhost:8233");
    new BehindProxy(new ConsoleSettings(console, temporal, 1, proxies, "required"))
        .customize(factory);
    WebServer server =
        factory.getWebServer(context -> context.addServlet("sender", new Sender()).addMapping("/"));
    server.start();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/"))
              .header("X-Forwarded-For", forwarded);
      assertThat(http.send(request.build(), BodyHandlers.ofString()).body()).isEqualTo(sender);
    } finally {
      server.stop();
    }
  }

  private static final class Sender extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().write(request.getRemoteAddr());
    }
  }
}
