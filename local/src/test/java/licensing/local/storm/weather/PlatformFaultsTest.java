package licensing.local.storm.weather;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
  private HttpServer platform;

  @BeforeAll
  void arm() throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    platform = HttpServer.create(anywhere, 0, "/control/faults", this::take);
    platform.start();
    URI address = URI.create("http://127.0.0.1:" + platform.getAddress().getPort());
    new PlatformFaults(new PlatformControl(address), Timeouts.PRODUCTION, new Random(1)).arm();
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
}
