package licensing.web.oidc;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.oidc.ProviderLogin.SignInProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What is seen on the way to the provider and back, where that is not the login page. */
@Controller
public class ProviderPages {

  public static final String PROBLEM = "/login/provider";
  public static final String LEAVING = "/login/leaving";
  public static final String LEFT = "/login/left";

  /** Request attribute: where the session at the provider ends. */
  static final String END = "provider.end";

  private final OidcSettings settings;

  ProviderPages(OidcSettings settings) {
    this.settings = settings;
  }

  @GetMapping(PROBLEM)
  ModelAndView problem(
      @RequestParam(defaultValue = "") String problem,
      @AuthenticationPrincipal @Nullable ConsoleUser signedIn) {
    SignInProblem known =
        Arrays.stream(SignInProblem.values())
            .filter(each -> settings.isOn() && each.name().equals(problem))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var page = new ModelAndView("login/provider").addObject("problem", known);
    page.setStatus(HttpStatus.valueOf(known.status()));
    // Who is signed in was there for a proof; and a session there has no more of one than before.
    boolean anew = signedIn != null || known == SignInProblem.NO_SECOND_FACTOR;
    return page.addObject("provider", settings.shownName())
        .addObject("begin", anew ? ProviderLogin.ANEW : ProviderLogin.BEGIN);
  }

  /** The answer to a logout. */
  @PostMapping(LEAVING)
  ModelAndView leaving(
      @RequestAttribute(name = END, required = false) @Nullable String end,
      HttpServletResponse response) {
    if (end == null) {
      return new ModelAndView("redirect:/login");
    }
    response.setHeader("Refresh", "0; url=" + end);
    return new ModelAndView("login/leaving")
        .addObject("provider", settings.shownName())
        .addObject("end", end);
  }

  /** Where the provider leads back to. */
  @GetMapping(LEFT)
  String left() {
    return "redirect:/login?out";
  }
}
