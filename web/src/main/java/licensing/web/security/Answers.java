package licensing.web.security;

import java.time.Duration;
import licensing.web.ConsoleSettings;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.stereotype.Component;

/** The headers of every answer. {@code no-store} and {@code nosniff} are there by default. */
@Component
class Answers {

  private static final String NO_DEVICES =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
          + " magnetometer=(), microphone=(), midi=(), usb=()";

  private final PagePolicy policy;
  private final boolean https;

  Answers(PagePolicy policy, ConsoleSettings settings) {
    this.policy = policy;
    https = settings.isHttps();
  }

  void harden(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .addHeaderWriter(policy)
        .frameOptions(frames -> frames.deny())
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES))
        // The payment page is a window of ours, which tells its opener that it is done.
        .crossOriginOpenerPolicy(
            opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN_ALLOW_POPUPS))
        .httpStrictTransportSecurity(this::demandHttps);
  }

  /** Judged by the base URL, since behind a balancer the request itself is not encrypted. */
  private void demandHttps(HeadersConfigurer<HttpSecurity>.HstsConfig hsts) {
    if (https) {
      hsts.requestMatcher(AnyRequestMatcher.INSTANCE)
          .maxAgeInSeconds(Duration.ofDays(365).toSeconds());
    } else {
      hsts.disable();
    }
  }
}
