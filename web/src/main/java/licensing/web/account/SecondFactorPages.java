package licensing.web.account;

import io.nayuki.qrcodegen.QrCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import licensing.edge.AccountSecrets;
import licensing.web.ConsoleSettings;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginFactors;
import licensing.web.login.RequiredFactors;
import licensing.web.login.SecondFactors;
import licensing.web.purchase.SeeOther;
import licensing.web.security.ReturnPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** The second step of a login, and how somebody is prepared for it. */
@Controller
class SecondFactorPages {

  private static final String CODE = "/login/code";
  private static final String ENROL = "/login/enrol";

  /** Of the session: a secret that its owner has not confirmed yet, encrypted. */
  private static final String PENDING = "pendingSecondFactor";

  private static final String ISSUER = "Cloud Console";
  private static final Logger log = LoggerFactory.getLogger(SecondFactorPages.class);

  private final SecondFactors factors;
  private final AccountSecrets secrets;
  private final RequiredFactors required;

  SecondFactorPages(SecondFactors factors, AccountSecrets secrets, ConsoleSettings settings) {
    this.factors = factors;
    this.secrets = secrets;
    this.required = new RequiredFactors(settings.requiresSecondFactor());
  }

  @GetMapping(CODE)
  ModelAndView ask(@AuthenticationPrincipal ConsoleUser user, Authentication login) {
    if (!required.isSecondFor(user) || isProved(login)) {
      return SeeOther.at("/");
    }
    return factors.isEnrolled(user) ? codePage(false) : SeeOther.at(ENROL);
  }

  @PostMapping(CODE)
  ModelAndView check(
      @RequestParam(defaultValue = "") String code,
      @AuthenticationPrincipal ConsoleUser user,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (!factors.isProved(user, code, request.getRemoteAddr())) {
      log.warn("second factor of user {} refused from {}", user.id(), request.getRemoteAddr());
      return codePage(true);
    }
    LoginFactors.prove(LoginFactors.SECOND, user, request, response);
    return SeeOther.at(ReturnPage.recall(request, response));
  }

  /** Whoever has one already proves it first: a password alone must not replace it. */
  @GetMapping(ENROL)
  ModelAndView showSecret(
      @AuthenticationPrincipal ConsoleUser user, Authentication login, HttpSession session) {
    return notToEnrol(user, login).orElseGet(() -> enrolPage(user, session, false));
  }

  @PostMapping(ENROL)
  ModelAndView enrol(
      @RequestParam(defaultValue = "") String code,
      @AuthenticationPrincipal ConsoleUser user,
      Authentication login,
      HttpServletRequest request,
      HttpServletResponse response) {
    return notToEnrol(user, login).orElseGet(() -> enrolled(code, user, request, response));
  }

  private ModelAndView enrolled(
      String code, ConsoleUser user, HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession();
    String secret = pending(user, session);
    Optional<List<String>> recovery = factors.enrol(user, secret, code, request.getRemoteAddr());
    if (recovery.isEmpty()) {
      return enrolPage(user, session, true);
    }
    session.removeAttribute(PENDING);
    LoginFactors.prove(LoginFactors.SECOND, user, request, response);
    log.info("user {} enrolled a second factor from {}", user.id(), request.getRemoteAddr());
    return new ModelAndView("login/recovery")
        .addObject("codes", recovery.get())
        .addObject("next", ReturnPage.recall(request, response));
  }

  private Optional<ModelAndView> notToEnrol(ConsoleUser user, Authentication login) {
    if (!required.isSecondFor(user)) {
      return Optional.of(SeeOther.at("/"));
    }
    return factors.isEnrolled(user) && !isProved(login)
        ? Optional.of(SeeOther.at(CODE))
        : Optional.empty();
  }

  private static boolean isProved(Authentication login) {
    return LoginFactors.has(login, LoginFactors.SECOND);
  }

  private static ModelAndView codePage(boolean wrong) {
    return page("login/code", wrong);
  }

  private ModelAndView enrolPage(ConsoleUser user, HttpSession session, boolean wrong) {
    String secret = pending(user, session);
    return page("login/enrol", wrong)
        .addObject("secret", String.join(" ", secret.split("(?<=\\G.{4})")))
        .addObject("qr", Picture.of(addressOf(user, secret)));
  }

  private static ModelAndView page(String view, boolean wrong) {
    HttpStatus status = wrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK;
    return new ModelAndView(view, status).addObject("wrong", wrong);
  }

  /** The same for as long as the session lasts, however often its page is loaded. */
  private String pending(ConsoleUser user, HttpSession session) {
    if (session.getAttribute(PENDING) instanceof byte[] stored) {
      return new String(secrets.decrypted(user.id(), stored), StandardCharsets.UTF_8);
    }
    String secret = factors.newSecret();
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    session.setAttribute(PENDING, secrets.encrypted(user.id(), bytes));
    return secret;
  }

  /** As authenticator applications read it from a QR code. */
  private static String addressOf(ConsoleUser user, String secret) {
    Function<String, String> encode = text -> UriUtils.encode(text, StandardCharsets.UTF_8);
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
        .formatted(encode.apply(ISSUER), encode.apply(user.name()), secret, encode.apply(ISSUER));
  }

  /**
   * A QR code to draw: dark squares on a light ground that is four of them wider on each side.
   *
   * @param size of the whole, in squares
   * @param path of an SVG
   */
  record Picture(int size, String path) {

    private static final int MARGIN = 4;

    static Picture of(String text) {
      QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
      StringBuilder path = new StringBuilder();
      for (int y = 0; y < code.size; y++) {
        for (int x = 0; x < code.size; x++) {
          if (code.getModule(x, y)) {
            path.append("M%d,%dh1v1h-1z".formatted(x + MARGIN, y + MARGIN));
          }
        }
      }
      return new Picture(code.size + 2 * MARGIN, path.toString());
    }
  }
}
