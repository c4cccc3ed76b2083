package licensing.web.admin;

import java.util.Objects;
import java.util.Optional;
import licensing.web.errors.Problem;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.Passwords;
import licensing.web.purchase.SeeOther;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a link leads that an administrator handed over: its owner chooses a password. */
@Controller
@RequestMapping(LinkPage.ADDRESS + "{token}")
public class LinkPage {

  public static final String ADDRESS = "/login/link/";

  private static final Logger log = LoggerFactory.getLogger(LinkPage.class);

  private final AccountLinks links;
  private final Accounts accounts;
  private final PasswordEncoder passwords;

  LinkPage(AccountLinks links, Accounts accounts, PasswordEncoder passwords) {
    this.links = links;
    this.accounts = accounts;
    this.passwords = passwords;
  }

  /** Without effects: programs that look at links before people do use none up. */
  @GetMapping
  ModelAndView show(@PathVariable String token) {
    return owner(token)
        .map(user -> page(token, user, null, HttpStatus.OK))
        .orElseGet(LinkPage::stale);
  }

  @PostMapping
  ModelAndView choose(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String chosen,
      @RequestParam(defaultValue = "") String again) {
    var owner = owner(token);
    if (owner.isEmpty()) {
      return stale();
    }
    var problem =
        chosen.equals(again) ? Passwords.problem(chosen, owner.get()) : Optional.of("DIFFERENT");
    if (problem.isPresent()) {
      return page(token, owner.get(), problem.get(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    if (!links.use(token, Objects.requireNonNull(passwords.encode(chosen)))) {
      return stale();
    }
    log.info("user {} chose a password by a link", owner.get().id());
    return SeeOther.at("/login?chosen");
  }

  private Optional<ConsoleUser> owner(String token) {
    return links.owner(token).flatMap(accounts::of);
  }

  private static ModelAndView page(
      String token, ConsoleUser user, @Nullable String problem, HttpStatus status) {
    return new ModelAndView("login/link", status)
        .addObject("token", token)
        .addObject("owner", user)
        .addObject("problem", problem)
        .addObject("shortest", Passwords.SHORTEST)
        .addObject("longest", Passwords.LONGEST);
  }

  private static ModelAndView stale() {
    return Problem.of(HttpStatus.GONE.value(), "admin.stale").page();
  }
}
