package licensing.web.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where browsers report what the policy of a page kept from being loaded. Anybody may send
 * anything, so nothing is believed, little is read and little is logged: the count is what raises
 * an alarm. The page with the card form is told apart, and each kind of violation is logged once by
 * each instance, so that one that comes with every page view does not hide another.
 */
@RestController
class CspReports {

  static final String ADDRESS = "/csp-reports";

  /** All browsers together: a flood must not fill the log. */
  static final int A_MINUTE = 30;

  /** Kinds that are kept: what comes after them is counted alone. */
  static final int KINDS = 200;

  /** Browsers send several reports at once, each with the whole policy. */
  private static final int LONGEST = 64 * 1024;

  /** Characters of what is no report. */
  private static final int LOGGED = 1000;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Logger log = LoggerFactory.getLogger(CspReports.class);

  private final Map<Violation, Boolean> known = new ConcurrentHashMap<>();
  private final RateLimit limit;
  private final MeterRegistry meters;

  @Autowired
  CspReports(MeterRegistry meters) {
    this(new RateLimit(A_MINUTE, InstantSource.system()), meters);
  }

  CspReports(RateLimit limit, MeterRegistry meters) {
    this.limit = limit;
    this.meters = meters;
    // From the start, so that the first report is an increase.
    List.of("new", "known").forEach(result -> counter(PageKind.PAYMENT, result));
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
    List<Violation> violations = violations(body);
    if (violations.isEmpty()) {
      String text = new String(body, StandardCharsets.UTF_8);
      log.warn("no report of a violated policy: {}", LogText.of(text, LOGGED));
      return counted("unreadable", HttpStatus.NO_CONTENT);
    }
    violations.forEach(this::note);
    return ResponseEntity.noContent().build();
  }

  private void note(Violation violation) {
    boolean isNew = known.size() < KINDS && known.putIfAbsent(violation, true) == null;
    if (isNew) {
      log.warn(
          "policy violated on {}: {} kept away {}",
          violation.page() == PageKind.PAYMENT ? "the payment page" : "another page",
          LogText.of(violation.directive()),
          LogText.of(violation.blocked()));
    }
    counter(violation.page(), isNew ? "new" : "known").increment();
  }

  private ResponseEntity<Void> counted(String result, HttpStatus status) {
    counter(PageKind.OTHER, result).increment();
    return ResponseEntity.status(status).build();
  }

  private Counter counter(PageKind page, String result) {
    return Counter.builder("csp.reports")
        .tag("page", page.label())
        .tag("result", result)
        .description("What browsers say that the policy of a page kept from being loaded")
        .register(meters);
  }

  /** Which page something was kept from. */
  enum PageKind {
    PAYMENT,
    OTHER;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static PageKind of(String address) {
      return withoutQuery(address).matches("https?://[^/]+/purchases/[^/]+/payment")
          ? PAYMENT
          : OTHER;
    }
  }

  /** Two that differ in nothing are of one kind. */
  record Violation(PageKind page, String directive, String blocked) {}

  private static List<Violation> violations(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json.isArray()
          ? StreamSupport.stream(json.spliterator(), false)
              .map(report -> report.path("body"))
              .filter(JsonNode::isObject)
              .map(report -> violation(report, "documentURL", "effectiveDirective", "blockedURL"))
              .toList()
          : older(json.path("csp-report"));
    } catch (JacksonException unreadable) {
      return List.of();
    }
  }

  private static List<Violation> older(JsonNode report) {
    return report.isObject()
        ? List.of(violation(report, "document-uri", "effective-directive", "blocked-uri"))
        : List.of();
  }

  private static Violation violation(JsonNode report, String page, String directive, String what) {
    return new Violation(
        PageKind.of(report.path(page).asString("")),
        report.path(directive).asString(report.path("violated-directive").asString("")),
        withoutQuery(report.path(what).asString("")));
  }

  /** What an address carries beside its path may be a secret, and makes each one another. */
  private static String withoutQuery(String address) {
    try {
      URI uri = URI.create(address);
      return uri.getHost() == null
          ? address
          : uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
    } catch (IllegalArgumentException e) {
      return "unreadable";
    }
  }
}
