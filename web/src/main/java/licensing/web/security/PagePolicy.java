package licensing.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import licensing.payment.braintree.PaymentForms.Origins;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * Writes what a page may load: our own files alone, and on the page that shows the platform's form
 * its origins too. The header is written with the answer, so a handler can still widen it.
 */
@Component
public class PagePolicy implements HeaderWriter {

  private static final String ORIGINS = PagePolicy.class.getName() + ".origins";

  /**
   * The one style attribute that braintree-web 3.144.0 writes
   * (hosted-fields/shared/focus-intercept.js): on phones and in Firefox, of the hidden stops before
   * and behind each field.
   */
  private static final String FOCUS_STOP = "sha256-4czfXQjob+oZraeCjc/EZAHcxgDRsFi4oNmCaMUaugQ=";

  private static final Origins NONE =
      new Origins(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Lets the page that answers this request load the platform's form. */
  public void allow(HttpServletRequest request, Origins origins) {
    request.setAttribute(ORIGINS, origins);
  }

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    Origins origins = request.getAttribute(ORIGINS) instanceof Origins found ? found : NONE;
    response.setHeader("Content-Security-Policy", policy(origins));
    response.setHeader("Reporting-Endpoints", "csp=\"" + CspReports.ADDRESS + "\"");
  }

  private static String policy(Origins origins) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src" + sources("'self'", origins.scripts()),
        styles(origins),
        "img-src" + sources("'self' data:", origins.images()),
        "font-src 'self'",
        "connect-src" + sources("'self'", origins.connections()),
        "frame-src" + sources(origins.frames().isEmpty() ? "'none'" : "", origins.frames()),
        "form-action" + sources("'self'", origins.posts()),
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        // The older way as well: not every browser knows the newer one.
        "report-uri " + CspReports.ADDRESS,
        "report-to csp");
  }

  /**
   * Of the form's page alone, and there of no element but the form's own stops for the keyboard.
   */
  private static String styles(Origins origins) {
    return origins.equals(NONE)
        ? "style-src 'self'"
        : "style-src 'self'; style-src-attr 'unsafe-hashes' '" + FOCUS_STOP + "'";
  }

  private static String sources(String own, List<String> others) {
    return (" " + own + " " + String.join(" ", others)).replaceAll(" +", " ").stripTrailing();
  }
}
