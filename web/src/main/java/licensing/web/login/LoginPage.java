package licensing.web.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.oidc.OidcSettings;
import licensing.web.security.TypedName;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where users log in. */
@Controller
class LoginPage {

  private final OidcSettings provider;

  LoginPage(OidcSettings provider) {
    this.provider = provider;
  }

  @GetMapping("/login")
  String show(
      @Nullable Authentication authentication,
      Model page,
      HttpServletRequest request,
      HttpServletResponse response) {
    page.addAttribute("typed", TypedName.recall(request, response));
    page.addAttribute("provider", provider.isOn() ? provider.shownName() : null);
    return authentication != null && authentication.getPrincipal() instanceof ConsoleUser
        ? "redirect:/"
        : "login/login";
  }
}
