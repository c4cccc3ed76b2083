package licensing.web.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Locale;
import licensing.web.errors.Problem;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.process.CodecServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
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
 * of which asks the platform, faster than people can; and from having pages, support's lists,
 * timelines and exports read all the time.
 */
@ControllerAdvice
class RateLimitInterceptor implements HandlerInterceptor, WebMvcConfigurer {

  /** What one person clicks, with much to spare for a measurement that buys all the time. */
  static final int A_MINUTE = 300;

  private static final String PAYMENT_PAGE = "/payment";
  private static final String EXPORT = ".csv";
  private static final String FILES = ".zip";
  private static final String SUPPORT = "/support";
  private static final String[] PACED = {
    "/", "/migration", "/licenses/**", "/purchases/**", "/organization/**", SUPPORT + "/**"
  };

  /** Of so many who read as fast as one may: all of an organization together. */
  private static final int READERS = 10;

  private static final Logger log = LoggerFactory.getLogger(RateLimitInterceptor.class);

  private final RateLimit sent = new RateLimit(A_MINUTE, InstantSource.system());
  private final RateLimit opened = new RateLimit(A_MINUTE, InstantSource.system());
  private final RateLimit read;
  private final RateLimit exported;
  private final RateLimit decoded;
  private final RateLimit own;
  private final RateLimit ownOfOrganization;
  private final MeterRegistry metrics;

  /**
   * @param pages of support, which one person may read a minute
   * @param exports the same for exports, each of which reads thousands of purchases or files
   * @param decodings the same for what the Temporal Web UI has decoded: some thirty for each of its
   *     pages
   * @param ownPages which one person may read a minute of their own organization
   */
  RateLimitInterceptor(
      MeterRegistry metrics,
      @Value("${pace.pages-a-minute:300}") int pages,
      @Value("${pace.exports-a-minute:5}") int exports,
      @Value("${pace.decodings-a-minute:3000}") int decodings,
      @Value("${pace.own-pages-a-minute:600}") int ownPages) {
    this.metrics = metrics;
    this.read = new RateLimit(pages, InstantSource.system());
    this.exported = new RateLimit(exports, InstantSource.system());
    this.decoded = new RateLimit(decodings, InstantSource.system());
    this.own = new RateLimit(ownPages, InstantSource.system());
    this.ownOfOrganization = new RateLimit(READERS * ownPages, InstantSource.system());
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(PACED);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Asked asked = Asked.of(request);
    if (asked == null
        || !(request.getUserPrincipal() instanceof Authentication signedIn)
        || !(signedIn.getPrincipal() instanceof ConsoleUser user)) {
      return true;
    }
    long seconds = secondsToWait(asked, user);
    if (seconds == 0) {
      return true;
    }
    log.warn("too fast: user {}", user.id());
    Counter.builder("too_fast")
        .tag("asked", asked.name().toLowerCase(Locale.ROOT))
        .description("What users asked more often than they may")
        .register(metrics)
        .increment();
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    throw new TooFast(asked);
  }

  private long secondsToWait(Asked asked, ConsoleUser user) {
    String who = user.id().toString();
    return switch (asked) {
      case FORM -> sent.secondsToWait(who);
      case PAYMENT_FORM -> opened.secondsToWait(who);
      case PAGE -> read.secondsToWait(who);
      case EXPORT -> exported.secondsToWait(who);
      case DECODING -> decoded.secondsToWait(who);
      case OWN_PAGE -> {
        long seconds = own.secondsToWait(who);
        // What one person is refused takes nothing from the others.
        yield seconds > 0
            ? seconds
            : ownOfOrganization.secondsToWait(user.organization().toString());
      }
    };
  }

  /** What is counted apart: who exports may go on to read, and who reads to act. */
  private enum Asked {
    FORM,
    PAYMENT_FORM,
    PAGE,
    EXPORT,
    DECODING,
    OWN_PAGE;

    /** Null for what is not counted: streams, which have a limit of their own. */
    static @Nullable Asked of(HttpServletRequest request) {
      String address = request.getRequestURI();
      if (address.startsWith(CodecServer.ADDRESS)) {
        return DECODING;
      }
      if (request.getMethod().equals("POST")) {
        return FORM;
      }
      if (address.endsWith("/events")) {
        return null;
      }
      if (address.endsWith(PAYMENT_PAGE)) {
        return PAYMENT_FORM;
      }
      if (address.endsWith(FILES)) {
        return EXPORT;
      }
      if (!address.startsWith(SUPPORT)) {
        return OWN_PAGE;
      }
      return address.endsWith(RateLimitInterceptor.EXPORT) ? EXPORT : PAGE;
    }
  }

  @ExceptionHandler
  ModelAndView tooFast(TooFast refused) {
    boolean form = refused.asked == Asked.FORM || refused.asked == Asked.PAYMENT_FORM;
    return Problem.of(HttpStatus.TOO_MANY_REQUESTS.value(), form ? "error.pace" : "error.reading")
        .page();
  }

  private static final class TooFast extends RuntimeException {
    private final Asked asked;

    TooFast(Asked asked) {
      super("too many requests in a minute");
      this.asked = asked;
    }
  }
}
