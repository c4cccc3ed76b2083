package licensing.local.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a buyer makes of answers that a console gives on bad days. */
class BuyersTest {

  private HttpServer console;
  private Buyers buyers;
  private final AtomicInteger streams = new AtomicInteger();

  @BeforeEach
  void start() throws IOException {
    console =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0, "/", this::answer);
    console.start();
    buyers = new Buyers(URI.create("http://127.0.0.1:" + console.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    buyers.close();
    console.stop(0);
  }

  @Test
  void followsNoRedirect() {
    Page answer = buyers.named("anne").browser().get("/moved");
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.redirect()).isEqualTo("/elsewhere");
    assertThatThrownBy(answer::shown).isInstanceOf(UnexpectedPage.class);
  }

  @Test
  void keepsTheCookiesOfBuyersApart() {
    Buyer anne = buyers.named("anne");
    Buyer ben = buyers.named("ben");
    anne.browser().get("/cookie?anne");
    ben.browser().get("/cookie?ben");
    assertThat(anne.homepage().text()).isEqualTo("cookie: anne");
    assertThat(ben.homepage().text()).isEqualTo("cookie: ben");
    ben.browser().forgetCookies();
    assertThat(ben.homepage().text()).isEqualTo("no cookie");
  }

  @Test
  void saysWhatItGotInsteadOfTheFormItNeeds() {
    Buyer anne = buyers.named("anne");
    assertThatThrownBy(() -> anne.subscribed(3))
        .isInstanceOf(UnexpectedPage.class)
        .hasMessageContaining("/licenses/migration/add")
        .hasMessageContaining("503")
        .hasMessageContaining("we are away");
  }

  @Test
  void hearsNewsUntilTheStreamEnds() {
    try (Following page = buyers.named("anne").follow("/purchases/1")) {
      assertThat(page.await(news -> news.isStatus("CHECKING-1"), Duration.ofSeconds(10)))
          .isNotNull();
      assertThatThrownBy(() -> page.await(News::leadsHome, Duration.ofSeconds(10)))
          .isInstanceOf(NoAnswer.class)
          .hasMessageContaining("nothing more is told");
      assertThat(page.reconnectTime()).hasMillis(250);
    }
  }

  @Test
  void followsAnewWhereTheStreamHasEnded() {
    buyers.named("anne").awaitStatus("/purchases/2", "AWAITING_PAYMENT-2", Duration.ofSeconds(10));

    assertThat(streams).hasValue(2);
  }

  @Test
  void tellsARefusedConnectionFromAnAnswer() {
    console.stop(0);
    assertThatThrownBy(() -> buyers.named("anne").homepage()).isInstanceOf(NoAnswer.class);
  }

  @Test
  void countsWhatNoBuyerWantsToBeAnswered() {
    Browser anne = buyers.named("anne").browser();
    anne.get("/");
    anne.get("/moved");
    anne.get("/licenses/migration/add");
    console.stop(0);
    assertThatThrownBy(() -> anne.get("/purchases/6b1f0c1e-7c2f-4d2e-9b57-000000000001/payment"))
        .isInstanceOf(NoAnswer.class);
    assertThat(buyers.errors())
        .containsExactly(
            "GET /licenses/migration/add: 503", "GET /purchases/{id}/payment: no answer");
  }

  private void answer(HttpExchange asked) throws IOException {
    try (asked) {
      String cookie = asked.getRequestHeaders().getFirst("Cookie");
      switch (asked.getRequestURI().getPath()) {
        case "/moved" -> redirect(asked, "/elsewhere");
        case "/cookie" -> {
          asked
              .getResponseHeaders()
              .add("Set-Cookie", "who=" + asked.getRequestURI().getQuery() + "; Path=/");
          text(asked, 200, "kept");
        }
        case "/purchases/1/events" ->
            text(
                asked,
                200,
                "event:status\ndata:PROCESSING-1\nretry:250\n\n:alive\n\nevent:status\ndata:CHECKING-1\n\n");
        case "/purchases/2/events" -> {
          String status = streams.incrementAndGet() == 1 ? "CHECKING-1" : "AWAITING_PAYMENT-2";
          text(asked, 200, "retry:1\n\nevent:status\ndata:%s\n\n".formatted(status));
        }
        case "/licenses/migration/add" -> text(asked, 503, "we are away");
        default ->
            text(asked, 200, cookie == null ? "no cookie" : cookie.replace("who=", "cookie: "));
      }
    }
  }

  private static void redirect(HttpExchange asked, String to) throws IOException {
    asked.getResponseHeaders().add("Location", to);
    asked.sendResponseHeaders(302, -1);
  }

  private static void text(HttpExchange asked, int status, String text) throws IOException {
    asked.sendResponseHeaders(status, text.length());
    asked.getResponseBody().write(text.getBytes());
  }
}
