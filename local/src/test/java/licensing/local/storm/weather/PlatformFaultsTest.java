package licensing.local.storm.weather;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import licensing.purchase.Timeouts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is armed at a platform that takes everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlatformFaultsTest {

  private final List<JsonNode> armed = new ArrayList<>();
  private final List<String> happened = new CopyOnWriteArrayList<>();
  private HttpServer platform;
  private PlatformFaults faults;

  @BeforeAll
  void arm() throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    platform = HttpServer.create(anywhere, 0, "/control/faults", this::take);
    platform.createContext("/control/transactions", this::happen);
    platform.start();
    URI address = URI.create("http://127.0.0.1:" + platform.getAddress().getPort());
    faults = new PlatformFaults(new PlatformControl(address), Timeouts.PRODUCTION, new Random(1));
    faults.arm();
  }

  @AfterAll
  void stop() {
    platform.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sale", "find", "capture", "void", "refund", "search"})
  void answersEachStatusBeforeAndAfterTheEffect(String operation) {
    assertThat(armed(each -> isOf(each, operation) && text(each, "fault").equals("status")))
        .extracting(each -> text(each, "status") + " " + text(each, "effect"))
        .containsExactlyInAnyOrder(
            "408 none",
            "408 done",
            "429 none",
            "429 done",
            "500 none",
            "500 done",
            "502 none",
            "502 done",
            "503 none",
            "503 done");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sale", "find", "capture", "void", "refund", "search"})
  void leavesMostCallsAlone(String operation) {
    assertThat(
            armed(each -> isOf(each, operation)).stream()
                .mapToDouble(each -> each.path("probability").asDouble())
                .sum())
        .isBetween(0.1, 0.6);
  }

  @Test
  void declinesForSeveralReasons() {
    assertThat(armed(each -> text(each, "fault").equals("declined")))
        .extracting(each -> text(each, "code"))
        .containsExactlyInAnyOrder("2000", "2001", "2038", "3000");
  }

  @Test
  void hasFaultsForEachPartOfASearch() {
    assertThat(armed)
        .extracting(each -> text(each, "operation"))
        .contains("search", "search-page", "search-disputes");
  }

  /** What our own side gave back is left alone. */
  @Test
  void eachRefundByHandIsReadOfAndFails() {
    FaultLog log = new FaultLog();
    assertThat(faults.failRefunds(log)).isTrue();
    assertThat(happened).isEmpty();
    for (int event = 0; event < 200 && !happened.contains("/sale-1/refund"); event++) {
      happened.clear();
      faults.lateEvent(log);
    }
    assertThat(faults.failRefunds(log)).isTrue();

    assertThat(happened)
        .containsExactly(
            "/sale-1/webhooks transaction_settled",
            "/sale-1/refund",
            "/sale-1/webhooks transaction_settled",
            "/refund-1/webhooks refund_failed");
  }

  private List<JsonNode> armed(Predicate<JsonNode> wanted) {
    return armed.stream().filter(wanted).toList();
  }

  private static boolean isOf(JsonNode fault, String operation) {
    return text(fault, "operation").equals(operation);
  }

  private static String text(JsonNode fault, String field) {
    return fault.path(field).asString("");
  }

  private void take(HttpExchange asked) throws IOException {
    try (asked) {
      byte[] body = asked.getRequestBody().readAllBytes();
      if (body.length > 0) {
        armed.add(new JsonMapper().readTree(body));
      }
      asked.sendResponseHeaders(204, -1);
    }
  }

  /** There are a sale and a refund of it, and a sale that was refused with a refund of another. */
  private void happen(HttpExchange asked) throws IOException {
    try (asked) {
      byte[] body = asked.getRequestBody().readAllBytes();
      if (asked.getRequestMethod().equals("POST")) {
        String path = asked.getRequestURI().getPath().replace("/control/transactions", "");
        String kind = text(new JsonMapper().readTree(body), "kind");
        happened.add((path + " " + kind).strip());
      }
      byte[] answer =
          """
          [{"id":"sale-1","type":"SALE","status":"settled"},
           {"id":"refund-1","type":"CREDIT","status":"settling","refundedId":"sale-1"},
           {"id":"sale-2","type":"SALE","status":"voided"},
           {"id":"refund-2","type":"CREDIT","status":"settling","refundedId":"sale-2"}]
          """
              .getBytes(StandardCharsets.UTF_8);
      asked.sendResponseHeaders(200, answer.length);
      asked.getResponseBody().write(answer);
    }
  }
}
