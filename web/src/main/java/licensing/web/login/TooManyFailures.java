package licensing.web.login;

import java.time.Instant;
import org.springframework.security.core.AuthenticationException;

/** Too many logins failed: the password was not even looked at. */
class TooManyFailures extends AuthenticationException {

  private final Instant retryAt;

  TooManyFailures(Instant retryAt) {
    super("too many failed logins");
    this.retryAt = retryAt;
  }

  Instant retryAt() {
    return retryAt;
  }
}
