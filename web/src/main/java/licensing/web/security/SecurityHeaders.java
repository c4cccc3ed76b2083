package licensing.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import licensing.web.ConsoleSettings;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.stereotype.Component;

/**
 * The headers of every answer, in one list: also of those that no filter reaches. Scripts and style
 * sheets, which nobody opens as a page, go without those that browsers heed for pages alone: they
 * would be a third of what a page weighs.
 */
@Component
public class SecurityHeaders {

  private static final String NO_DEVICES =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
          + " magnetometer=(), microphone=(), midi=(), usb=()";

  private static final List<String> PARTS_OF_PAGES = List.of("text/javascript", "text/css");

  private final List<HeaderWriter> writers;

  SecurityHeaders(PagePolicy policy, ConsoleSettings settings) {
    // The payment page is a window of ours, which tells its opener that it is done.
    var opener = new CrossOriginOpenerPolicyHeaderWriter();
    opener.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN_ALLOW_POPUPS);
    var resources = new CrossOriginResourcePolicyHeaderWriter();
    resources.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
    var ofPages =
        Stream.of(
                policy,
                opener,
                new XXssProtectionHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                new PermissionsPolicyHeaderWriter(NO_DEVICES))
            .map(SecurityHeaders::exceptOfPartsOfPages);
    var always =
        Stream.of(
            resources,
            new CacheControlHeadersWriter(),
            new XContentTypeOptionsHeaderWriter(),
            new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN));
    writers =
        Stream.of(ofPages, always, demandHttps(settings)).flatMap(Function.identity()).toList();
  }

  void harden(HeadersConfigurer<HttpSecurity> headers) {
    headers.defaultsDisabled();
    writers.forEach(headers::addHeaderWriter);
  }

  /** On an answer that was begun anew, past the filter that writes them. */
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    writers.forEach(writer -> writer.writeHeaders(request, response));
  }

  /** On an answer that the filter may have written them on already. */
  public void writeMissing(HttpServletRequest request, HttpServletResponse response) {
    if (!response.containsHeader("Content-Security-Policy")) {
      writeHeaders(request, response);
    }
  }

  /**
   * By what is answered, not by what was asked for: there may be a page that says it is missing.
   */
  private static HeaderWriter exceptOfPartsOfPages(HeaderWriter writer) {
    return (request, response) -> {
      String type = response.getContentType();
      if (type == null || PARTS_OF_PAGES.stream().noneMatch(type::startsWith)) {
        writer.writeHeaders(request, response);
      }
    };
  }

  /** Judged by the base URL, since behind a balancer the request itself is not encrypted. */
  private static Stream<HeaderWriter> demandHttps(ConsoleSettings settings) {
    return settings.isHttps()
        ? Stream.of(
            new HstsHeaderWriter(
                AnyRequestMatcher.INSTANCE, Duration.ofDays(365).toSeconds(), true))
        : Stream.empty();
  }
}
