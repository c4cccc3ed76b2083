package licensing.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import java.util.Optional;
import licensing.web.billing.BillingForm;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginFactors;
import licensing.web.login.PasswordLogin;
import licensing.web.login.Passwords;
import licensing.web.login.SecondFactors;
import licensing.web.purchase.SeeOther;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Users see to their own account: password, mail address, and where they are logged in. */
@Controller
class AccountPage {

  private static final String ADDRESS = "/account";
  private static final Logger log = LoggerFactory.getLogger(AccountPage.class);

  private final Accounts accounts;
  private final PasswordLogin login;
  private final PasswordEncoder passwords;
  private final OpenSessions sessions;
  private final SecondFactors factors;

  AccountPage(
      Accounts accounts,
      PasswordLogin login,
      PasswordEncoder passwords,
      OpenSessions sessions,
      SecondFactors factors) {
    this.accounts = accounts;
    this.login = login;
    this.passwords = passwords;
    this.sessions = sessions;
    this.factors = factors;
  }

  @GetMapping(ADDRESS)
  ModelAndView show(@AuthenticationPrincipal ConsoleUser user, HttpSession session) {
    return page(user, session, accounts.mailAddress(user.id()), HttpStatus.OK);
  }

  private ModelAndView page(
      ConsoleUser user, HttpSession session, String email, HttpStatus status) {
    return new ModelAndView("account/account", status)
        .addObject("email", email)
        .addObject("wrong", status != HttpStatus.OK)
        .addObject("sessions", sessions.of(user, session.getId()))
        .addObject("codesLeft", factors.isEnrolled(user) ? factors.recoveryCodesLeft(user) : null);
  }

  /** Alone where nothing else is shown before a password is chosen. */
  @GetMapping(ADDRESS + "/password")
  ModelAndView showPassword(Authentication user) {
    return passwordPage(null, HttpStatus.OK)
        .addObject("first", !LoginFactors.has(user, LoginFactors.PASSWORD));
  }

  @PostMapping(ADDRESS + "/password")
  ModelAndView changePassword(
      @RequestParam(defaultValue = "") String old,
      @RequestParam(defaultValue = "") String chosen,
      @RequestParam(defaultValue = "") String again,
      @AuthenticationPrincipal ConsoleUser user,
      HttpServletRequest request,
      HttpServletResponse response) {
    Optional<String> problem =
        !chosen.equals(again)
            ? Optional.of("DIFFERENT")
            : problem(old, chosen, user, request.getRemoteAddr());
    if (problem.isPresent()) {
      return passwordPage(problem.get(), HttpStatus.UNPROCESSABLE_CONTENT);
    }
    ConsoleUser changed =
        accounts.choosePassword(user.id(), Objects.requireNonNull(passwords.encode(chosen)));
    // While this one is still stored under the id that it has: it gets another one.
    sessions.endOthers(changed, request.getSession().getId());
    LoginFactors.prove(LoginFactors.PASSWORD, changed, request, response);
    log.info("user {} changed the password from {}", user.id(), request.getRemoteAddr());
    return SeeOther.at(ADDRESS + "?done=password");
  }

  /** Whom a provider signs in has the one that it tells. */
  @PostMapping(ADDRESS + "/email")
  ModelAndView changeMailAddress(
      @RequestParam(defaultValue = "") String email,
      @AuthenticationPrincipal ConsoleUser user,
      HttpSession session) {
    if (!user.hasPassword()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    String address = email.strip();
    if (!address.isEmpty() && !BillingForm.isMailAddress(address)) {
      return page(user, session, email, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    accounts.keepMailAddress(user.id(), address);
    log.info("user {} changed the mail address", user.id());
    return SeeOther.at(ADDRESS + "?done=email");
  }

  @PostMapping(ADDRESS + "/sessions/end")
  ModelAndView end(
      @RequestParam Optional<String> mark,
      @AuthenticationPrincipal ConsoleUser user,
      HttpSession session) {
    mark.ifPresentOrElse(
        one -> sessions.end(user, one), () -> sessions.endOthers(user, session.getId()));
    log.info("user {} ended other sessions", user.id());
    return SeeOther.at(ADDRESS + "?done=sessions");
  }

  /** The rules come first: they cost no try. */
  private Optional<String> problem(String old, String chosen, ConsoleUser user, String address) {
    if (chosen.equals(old)) {
      return Optional.of("SAME");
    }
    return Passwords.problem(chosen, user)
        .or(() -> login.isProved(user, old, address) ? Optional.empty() : Optional.of("WRONG"));
  }

  private static ModelAndView passwordPage(@Nullable String problem, HttpStatus status) {
    ModelAndView page = new ModelAndView("account/password", status);
    return page.addObject("problem", problem)
        .addObject("shortest", Passwords.SHORTEST)
        .addObject("longest", Passwords.LONGEST);
  }
}
