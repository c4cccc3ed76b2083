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
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import licensing.web.PagesTest;
import licensing.web.security.RateLimitInterceptor.RateLimit;
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
      "{\"csp-report\":{\"document-uri\":\"http://localhost/\",\"blocked-uri\":\"http://evil/\"}}";

  @Autowired MockMvc http;

  @Test
  void browsersReportWithoutAnyLoginTokenOrSession(CapturedOutput log) throws Exception {
    for (String type : new String[] {"application/csp-report", "application/reports+json"}) {
      send(type, REPORT)
          .andExpect(status().isNoContent())
          .andExpect(cookie().doesNotExist("session"));
    }
    assertThat(log).contains("policy violated: " + REPORT);
  }

  @Test
  void aReportForgesNoLineOfTheLog(CapturedOutput log) throws Exception {
    send("application/csp-report", "{}\r\n2026-01-01 INFO all is well\u001b[2J")
        .andExpect(status().isNoContent());

    assertThat(log).contains("{}??2026-01-01 INFO all is well?[2J");
  }

  @Test
  void whatIsTooLongIsNotLogged(CapturedOutput log) throws Exception {
    send("application/csp-report", "too long".repeat(4000)).andExpect(status().isContentTooLarge());

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

    assertThat(meters.counter("csp.reports", "result", "dropped").count()).isEqualTo(1);
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
