package licensing.web.security;

import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page the user it is for, under the name {@code user}; null before the login. */
@ControllerAdvice
class SignedInUser {

  @ModelAttribute("user")
  @Nullable ConsoleUser user(@Nullable Authentication authentication) {
    return authentication != null && authentication.getPrincipal() instanceof ConsoleUser user
        ? user
        : null;
  }

  /** How many logins failed between the last one and this, under the name {@code failedLogins}. */
  @ModelAttribute("failedLogins")
  int failedLogins(@Nullable Authentication authentication) {
    return authentication != null && authentication.getDetails() instanceof LoginDetails details
        ? details.failedBefore()
        : 0;
  }
}
