package licensing.local.storm.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import licensing.local.buyer.Buyers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read at a console that has nothing but the pages asked for. */
class PageBookTest {

  private static final Map<String, String> PAGES =
      Map.of(
          "/login",
          "<form action='/login' method='post'></form>",
          "/purchases/p1",
          "<section id='status' data-status='LICENSED-1'><h1>It works</h1></section>",
          "/support/purchases/p1",
          "<dd id='support-status'>It does not work</dd>");

  private final List<String> logins = new ArrayList<>();
  private HttpServer console;
  private Buyers people;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    console = HttpServer.create(anywhere, 0, "/", this::answer);
    console.start();
    people = new Buyers(URI.create("http://127.0.0.1:" + console.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    people.close();
    console.stop(0);
  }

  @Test
  void readsThePageOfTheBuyerAndThatOfSupport() {
    PageBook book = new PageBook(people, name -> name + "-password");

    assertThat(book.of("p1", "ann"))
        .isEqualTo(new Dossier.Pages("LICENSED-1", "It works", "It does not work"));
    book.of("p1", "ann");
    assertThat(logins)
        .containsExactlyInAnyOrder(
            "username=support&password=support", "username=ann&password=ann-password");
  }

  private void answer(HttpExchange asked) throws IOException {
    try (asked) {
      if (asked.getRequestMethod().equals("POST")) {
        String[] fields = new String(asked.getRequestBody().readAllBytes()).split("&");
        logins.add(
            Arrays.stream(fields)
                .sorted(Comparator.reverseOrder())
                .collect(Collectors.joining("&")));
        asked.getResponseHeaders().add("Location", "/");
        asked.sendResponseHeaders(302, -1);
      } else {
        byte[] page = PAGES.get(asked.getRequestURI().getPath()).getBytes();
        asked.sendResponseHeaders(200, page.length);
        asked.getResponseBody().write(page);
      }
    }
  }
}
