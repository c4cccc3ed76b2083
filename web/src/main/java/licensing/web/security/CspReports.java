package licensing.web.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import licensing.web.security.RateLimitInterceptor.RateLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where browsers report what the policy of a page kept from being loaded. Anybody may send
 * anything, so nothing is believed, little is read and little is logged: the count is what raises
 * an alarm.
 */
@RestController
class CspReports {

  static final String ADDRESS = "/csp-reports";

  /** All browsers together: a flood must not fill the log. */
  static final int A_MINUTE = 30;

  /** Reports have a few KiB. */
  private static final int LONGEST = 16 * 1024;

  /** Characters: enough to name page, directive and what was blocked. */
  private static final int LOGGED = 1000;

  private static final Logger log = LoggerFactory.getLogger(CspReports.class);

  private final RateLimit limit;
  private final MeterRegistry meters;

  @Autowired
  CspReports(MeterRegistry meters) {
    this(new RateLimit(A_MINUTE, InstantSource.system()), meters);
  }

  CspReports(RateLimit limit, MeterRegistry meters) {
    this.limit = limit;
    this.meters = meters;
  }

  @PostMapping(
      path = ADDRESS,
      consumes = {"application/csp-report", "application/reports+json"})
  ResponseEntity<Void> report(HttpServletRequest request) throws IOException {
    if (!limit.allows("anybody")) {
      return counted("dropped", HttpStatus.TOO_MANY_REQUESTS);
    }
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      return counted("too-large", HttpStatus.CONTENT_TOO_LARGE);
    }
    String text = new String(body, StandardCharsets.UTF_8);
    log.warn("policy violated: {}", LogText.of(text, LOGGED));
    return counted("logged", HttpStatus.NO_CONTENT);
  }

  private ResponseEntity<Void> counted(String result, HttpStatus status) {
    Counter.builder("csp.reports")
        .tag("result", result)
        .description("What browsers say that the policy of a page kept from being loaded")
        .register(meters)
        .increment();
    return ResponseEntity.status(status).build();
  }
}
