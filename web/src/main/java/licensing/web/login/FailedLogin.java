package licensing.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import licensing.web.errors.Problem;
import licensing.web.login.LoginThrottle.TooManyFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** Says that a login failed, never why. The name is not logged: it may be a mistyped password. */
@Component
class FailedLogin implements AuthenticationFailureHandler {

  private static final Logger log = LoggerFactory.getLogger(FailedLogin.class);

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    log.warn("login refused from {}: {}", request.getRemoteAddr(), failure.getMessage());
    if (failure instanceof TooManyFailures tooMany) {
      long seconds = Duration.between(Instant.now(), tooMany.retryAt()).toSeconds() + 1;
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
      request.setAttribute(Problem.RETRY_AT, tooMany.retryAt());
      response.sendError(429);
    } else {
      response.sendRedirect("/login?error");
    }
  }
}
