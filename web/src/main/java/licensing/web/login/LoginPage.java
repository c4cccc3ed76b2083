package licensing.web.login;

import licensing.web.login.Accounts.ConsoleUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where users log in. */
@Controller
class LoginPage {

  @GetMapping("/login")
  String show(@Nullable Authentication authentication) {
    return authentication != null && authentication.getPrincipal() instanceof ConsoleUser
        ? "redirect:/"
        : "login/login";
  }
}
