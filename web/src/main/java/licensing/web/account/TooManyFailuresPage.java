package licensing.web.account;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import licensing.web.errors.Problem;
import licensing.web.login.LoginThrottle.TooManyFailures;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** What is answered where a password, or a code, is asked for by a page behind the login. */
@ControllerAdvice
class TooManyFailuresPage {

  @ExceptionHandler
  ModelAndView show(TooManyFailures failures, HttpServletResponse response) {
    long seconds = Duration.between(Instant.now(), failures.retryAt()).toSeconds() + 1;
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
    int status = HttpStatus.TOO_MANY_REQUESTS.value();
    return new Problem(status, "error." + status, null, failures.retryAt()).page();
  }
}
