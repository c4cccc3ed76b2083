package licensing.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import licensing.web.errors.Problem;
import licensing.web.login.Accounts.ConsoleUser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Keeps a user's script from starting purchases, handing in cards, or opening payment forms, each
 * of which asks the platform, faster than people can.
 */
@ControllerAdvice
class RateLimitInterceptor implements HandlerInterceptor, WebMvcConfigurer {

  /** What one person clicks, with much to spare for a measurement that buys all the time. */
  static final int A_MINUTE = 300;

  private static final String PAYMENT_PAGE = "/payment";
  private static final String[] PACED = {
    "/licenses/*/add", "/purchases/*/payments/*", "/purchases/*" + PAYMENT_PAGE
  };
  private static final Logger log = LoggerFactory.getLogger(RateLimitInterceptor.class);

  private final RateLimit sent = new RateLimit(A_MINUTE, InstantSource.system());
  private final RateLimit opened = new RateLimit(A_MINUTE, InstantSource.system());

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(PACED);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getUserPrincipal() instanceof Authentication signedIn
        && signedIn.getPrincipal() instanceof ConsoleUser user
        && !allows(request, user.id().toString())) {
      log.warn("too fast: user {}", user.id());
      response.setHeader(HttpHeaders.RETRY_AFTER, "60");
      throw new TooFast();
    }
    return true;
  }

  private boolean allows(HttpServletRequest request, String user) {
    return request.getMethod().equals("POST")
        ? sent.allows(user)
        : !request.getRequestURI().endsWith(PAYMENT_PAGE) || opened.allows(user);
  }

  @ExceptionHandler
  ModelAndView tooFast(TooFast refused) {
    return Problem.of(HttpStatus.TOO_MANY_REQUESTS.value(), "error.pace").page();
  }

  private static final class TooFast extends RuntimeException {
    TooFast() {
      super("too many forms in a minute");
    }
  }

  /**
   * So much a minute for each who asks. Counted by this instance alone, so that it costs nothing
   * and works without a database: of n instances somebody gets n times as much.
   */
  static final class RateLimit {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int most;
    private final InstantSource clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant begun;

    RateLimit(int most, InstantSource clock) {
      this.most = most;
      this.clock = clock;
      begun = clock.instant();
    }

    synchronized boolean allows(String who) {
      Instant now = clock.instant();
      if (!now.isBefore(begun.plus(MINUTE))) {
        begun = now;
        counts.clear();
      }
      return counts.merge(who, 1, Integer::sum) <= most;
    }
  }
}
