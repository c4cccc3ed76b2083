package licensing.web.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import licensing.web.errors.Problem;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginThrottle.TooManyFailures;
import licensing.web.login.RequiredFactors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Where a request goes that may not go on, and where a reader goes who may. */
@Component
public class SecurityHandlers
    implements AuthenticationEntryPoint,
        AccessDeniedHandler,
        AuthenticationSuccessHandler,
        AuthenticationFailureHandler {

  private static final Logger log = LoggerFactory.getLogger(SecurityHandlers.class);

  private final KnownDevices devices;
  private final Counter succeeded;
  private final Counter failed;
  private final Counter paused;
  private final Counter loggedOut;
  private final Counter refusedForms;
  private final Counter refusedPages;

  SecurityHandlers(KnownDevices devices, MeterRegistry meters) {
    this.devices = devices;
    succeeded = login("success", meters);
    failed = login("failure", meters);
    paused = login("paused", meters);
    loggedOut = Counter.builder("logouts").description("Who logged out").register(meters);
    refusedForms = refused("form", meters);
    refusedPages = refused("page", meters);
  }

  private static Counter login(String result, MeterRegistry meters) {
    return Counter.builder("logins")
        .tag("result", result)
        .description("Who tried to log in")
        .register(meters);
  }

  private static Counter refused(String kind, MeterRegistry meters) {
    return Counter.builder("refused.requests")
        .tag("kind", kind)
        .description("What users asked for that they may not have")
        .register(meters);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
      throws IOException {
    leadTo("/login", request, response);
  }

  private static void leadTo(String page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // A script or an event stream cannot show a login page: it must learn that it needs one.
    if (!wantsPage(request)) {
      response.sendError(HttpStatus.UNAUTHORIZED.value());
      return;
    }
    ReturnPage.remember(request, response);
    response.sendRedirect(page);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    Authentication user = SecurityContextHolder.getContext().getAuthentication();
    boolean signedIn = user != null && user.getPrincipal() instanceof ConsoleUser;
    if (denied instanceof CsrfException && !signedIn) {
      enterAnew(request, response);
      return;
    }
    Optional<String> proof = RequiredFactors.pageToProve(denied);
    if (proof.isPresent()) {
      leadTo(proof.get(), request, response);
      return;
    }
    log.warn(
        "refused {} {} to {}: {}",
        LogText.of(request.getMethod()),
        LogText.of(request.getRequestURI()),
        LogText.of(user == null ? "nobody" : user.getName()),
        denied.getClass().getSimpleName());
    // What a user may not see does not exist for them, whatever they send there.
    (denied instanceof CsrfException ? refusedForms : refusedPages).increment();
    boolean isKnown = denied instanceof CsrfException && !isForOthers(request, user);
    response.sendError(isKnown ? 403 : 404);
  }

  private static boolean isForOthers(HttpServletRequest request, @Nullable Authentication user) {
    ConsoleUser known =
        user != null && user.getPrincipal() instanceof ConsoleUser signedIn ? signedIn : null;
    String page = request.getRequestURI();
    return page.startsWith("/support/") && (known == null || !known.isSupport())
        || page.startsWith("/admin") && (known == null || !known.isAdmin());
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication user)
      throws IOException {
    succeeded.increment();
    log.info("login of {} from {}", known(user), LogText.of(request.getRemoteAddr()));
    devices.remember(user.getName(), request, response);
    giveFormToken(request);
    response.sendRedirect(ReturnPage.recall(request, response));
  }

  /**
   * Written with this answer. Else the first page to be opened makes one, and of two that a browser
   * opens at once one has a form that is refused.
   */
  private static void giveFormToken(HttpServletRequest request) {
    CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    Objects.requireNonNull(token, "forms are protected").getToken();
  }

  void loggedOut(HttpServletRequest request, @Nullable Authentication user) {
    loggedOut.increment();
    log.info("logout of {} from {}", known(user), LogText.of(request.getRemoteAddr()));
  }

  private static String known(@Nullable Authentication user) {
    return user != null && user.getPrincipal() instanceof ConsoleUser known
        ? "user " + known.id()
        : "nobody";
  }

  /** Says that a login failed, never why. The name is not logged: it may be a mistyped password. */
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    log.warn(
        "login refused from {}: {}",
        LogText.of(String.valueOf(request.getRemoteAddr())),
        failure.getMessage());
    (failure instanceof TooManyFailures ? paused : failed).increment();
    if (failure instanceof TooManyFailures tooMany) {
      long seconds = Duration.between(Instant.now(), tooMany.retryAt()).toSeconds() + 1;
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
      request.setAttribute(Problem.RETRY_AT, tooMany.retryAt());
      response.sendError(429);
    } else {
      TypedName.remember(request, response);
      response.sendRedirect("/login?error");
    }
  }

  /** The session ended under an open form: after the login, its page is shown again. */
  private void enterAnew(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getRequestURI().equals("/login")) {
      response.sendRedirect("/login?again");
    } else {
      commence(request, response, new SessionEnded());
    }
  }

  /** Whether a person reads the answer, and no script. */
  public static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null
        || accept.contains(MediaType.TEXT_HTML_VALUE)
        || accept.contains("*/*") && !accept.contains(MediaType.APPLICATION_JSON_VALUE);
  }

  private static final class SessionEnded extends AuthenticationException {
    SessionEnded() {
      super("the session ended");
    }
  }
}
