package licensing.web.security;

import static licensing.web.PageFixtures.BUYER;
import static licensing.web.PageFixtures.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import licensing.web.PagesTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@PagesTest
@ExtendWith(OutputCaptureExtension.class)
class CspReportsTest {

  private static final String REPORT =
      """
      {"csp-report": {
        "document-uri": "https://console.example/purchases/1/payment?following=yes",
        "effective-directive": "%s", "blocked-uri": "%s", "original-policy": "default-src 'none'"
      }}
      """;

  private static final String REPORTS =
      """
      [
        {"type": "csp-violation", "body": {
          "documentURL": "https://console.example/purchases/1/payment",
          "effectiveDirective": "connect-src", "blockedURL": "https://first.example/a?secret"}},
        {"type": "csp-violation", "body": {
          "documentURL": "https://console.example/purchases/2/payment",
          "effectiveDirective": "script-src-elem", "blockedURL": "https://second.example/b.js"}},
        {"type": "csp-violation", "body": {
          "documentURL": "https://console.example/",
          "effectiveDirective": "script-src-elem", "blockedURL": "inline"}}
      ]
      """;

  @Autowired MockMvc http;

  @Test
  void browsersReportWithoutAnyLoginTokenOrSession(CapturedOutput log) throws Exception {
    send("application/csp-report", REPORT.formatted("img-src", "https://evil.example/x?secret"))
        .andExpect(status().isNoContent())
        .andExpect(cookie().doesNotExist("session"));
    assertThat(log)
        .contains("policy violated on the payment page: img-src kept away https://evil.example/x")
        .doesNotContain("secret");
  }

  @Test
  void allReportsOfOneMessageAreReadAndThoseOfThePaymentPageToldApart(CapturedOutput log)
      throws Exception {
    send("application/reports+json", REPORTS).andExpect(status().isNoContent());

    assertThat(log)
        .contains("on the payment page: connect-src kept away https://first.example/a")
        .contains("on the payment page: script-src-elem kept away https://second.example/b.js")
        .contains("on another page: script-src-elem kept away inline");
  }

  @Test
  void whatComesWithEveryPageViewIsLoggedOnceAndCounted(CapturedOutput log) throws Exception {
    var meters = new SimpleMeterRegistry();
    var reports = new CspReports(new RateLimit(CspReports.A_MINUTE, Instant::now), meters);
    assertThat(payment(meters, "new")).as("before the first one").isZero();
    for (int i = 0; i < 3; i++) {
      reports.report(carrying(REPORT.formatted("connect-src", "https://often.example/" + "?" + i)));
    }
    reports.report(carrying(REPORT.formatted("connect-src", "https://rare.example/")));

    assertThat(log.getOut().split("https://often.example/", -1)).hasSize(2);
    assertThat(log).contains("https://rare.example/");
    assertThat(payment(meters, "new")).isEqualTo(2);
    assertThat(payment(meters, "known")).isEqualTo(2);
  }

  @Test
  void noMoreKindsAreKeptThanAreLookedAt() throws Exception {
    var meters = new SimpleMeterRegistry();
    var reports = new CspReports(new RateLimit(10 * CspReports.KINDS, Instant::now), meters);
    for (int i = 0; i < CspReports.KINDS + 5; i++) {
      reports.report(carrying(REPORT.formatted("img-src", "https://host-" + i + ".example/")));
    }

    assertThat(payment(meters, "new")).isEqualTo(CspReports.KINDS);
    assertThat(payment(meters, "known")).isEqualTo(5);
  }

  @Test
  void aReportForgesNoLineOfTheLog(CapturedOutput log) throws Exception {
    send("application/csp-report", "{}\r\n2026-01-01 INFO all is well\u001b[2J")
        .andExpect(status().isNoContent());

    assertThat(log).contains("{}??2026-01-01 INFO all is well?[2J");
  }

  @Test
  void whatIsTooLongIsNotLogged(CapturedOutput log) throws Exception {
    send("application/csp-report", "too long".repeat(9000)).andExpect(status().isContentTooLarge());

    assertThat(log).doesNotContain("too long");
  }

  @Test
  void nothingElseIsTakenThere() throws Exception {
    send("application/x-www-form-urlencoded", "a=b").andExpect(status().isUnsupportedMediaType());
    http.perform(get("/csp-reports").with(as(BUYER))).andExpect(status().isMethodNotAllowed());
  }

  @Test
  void aFloodIsCountedAndDroppedUntilTheNextMinute() throws Exception {
    Instant[] now = {Instant.parse("2026-03-01T12:00:00Z")};
    var meters = new SimpleMeterRegistry();
    var reports = new CspReports(new RateLimit(CspReports.A_MINUTE, () -> now[0]), meters);
    IntStream.range(0, CspReports.A_MINUTE).forEach(_ -> report(reports, HttpStatus.NO_CONTENT));
    report(reports, HttpStatus.TOO_MANY_REQUESTS);
    now[0] = now[0].plus(Duration.ofSeconds(61));
    report(reports, HttpStatus.NO_CONTENT);

    assertThat(meters.counter("csp.reports", "page", "other", "result", "dropped").count())
        .isEqualTo(1);
  }

  private static double payment(SimpleMeterRegistry meters, String result) {
    return meters.counter("csp.reports", "page", "payment", "result", result).count();
  }

  private static MockHttpServletRequest carrying(String body) {
    var request = new MockHttpServletRequest();
    request.setContent(body.getBytes(StandardCharsets.UTF_8));
    return request;
  }

  private static void report(CspReports reports, HttpStatus expected) {
    try {
      assertThat(reports.report(new MockHttpServletRequest()).getStatusCode()).isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ResultActions send(String type, String body) throws Exception {
    return http.perform(post("/csp-reports").contentType(type).content(body));
  }
}
