package licensing.web.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import licensing.buyer.Buyer.UserId;
import licensing.web.ConsoleSettings;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginFactors;
import licensing.web.login.PasswordLogin;
import licensing.web.login.SecondFactors;
import licensing.web.oidc.ProviderLogin;
import licensing.web.purchase.SeeOther;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AllRequiredFactorsAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;

/**
 * Before money is decided about, something is administered, the second factor or the mail address
 * is replaced, a program is given a key, or it is said who may buy, a person proves anew who they
 * are, unless they did so a moment ago: somebody else may sit there by now. The page that asks
 * holds the form as it was sent, and sends it again together with the proof; where a provider is
 * asked for that, the session holds it meanwhile.
 */
@Controller
@ControllerAdvice
class FreshProof implements HandlerInterceptor, WebMvcConfigurer {

  /** Of the form, added to what it had: a password, or a code. */
  private static final String PROOF = "proof";

  /** Of the session: what was filled in, while its sender is at the provider. */
  private static final String SENT = "proof.sent";

  private static final String[] ASKED_FOR = {
    "/support/purchases/*/actions",
    "/support/bulk",
    "/admin/**",
    "/login/enrol",
    "/account/email",
    "/organization/api-keys",
    "/organization/api-keys/*/rotate",
    "/organization/buyers",
    "/support/organizations/**"
  };

  /** Of support's actions those that decide nothing about money. Any other needs a proof. */
  private static final Set<String> HARMLESS =
      Set.of("RETRY_NOW", "RECHECK_NOW", "EXTEND_DEADLINE", "ANNOTATE", "MARK_AS_SETTLED");

  private static final Pattern CODE = Pattern.compile("\\d{3}\\s?\\d{3}");
  private static final Logger log = LoggerFactory.getLogger(FreshProof.class);

  private final PasswordLogin login;
  private final SecondFactors factors;
  private final boolean required;
  private final AuthorizationManager<Object> fresh =
      AllRequiredFactorsAuthorizationManager.anyOf(
          aged(LoginFactors.PASSWORD),
          aged(LoginFactors.SECOND),
          aged(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY));

  FreshProof(PasswordLogin login, SecondFactors factors, ConsoleSettings settings) {
    this.login = login;
    this.factors = factors;
    this.required = settings.requiresSecondFactor();
  }

  private static AllRequiredFactorsAuthorizationManager<Object> aged(String factor) {
    return AllRequiredFactorsAuthorizationManager.builder()
        .requireFactor(each -> each.authority(factor).validDuration(LoginFactors.FRESH))
        .build();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(ASKED_FOR);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (required && request.getMethod().equals("POST") && !isHarmless(request)) {
      if (!isFresh()) {
        prove(request, response);
      }
      WebUtils.setSessionAttribute(request, SENT, null);
    }
    return true;
  }

  /** Elsewhere a field of that name would mean nothing, and anybody can add it. */
  private static boolean isHarmless(HttpServletRequest request) {
    String action = request.getParameter("action");
    return action != null
        && request.getRequestURI().startsWith("/support/")
        && !request.getRequestURI().startsWith("/support/organizations/")
        && HARMLESS.contains(action.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private boolean isFresh() {
    AuthorizationResult result =
        fresh.authorize(() -> SecurityContextHolder.getContext().getAuthentication(), this);
    return result != null && result.isGranted();
  }

  private void prove(HttpServletRequest request, HttpServletResponse response) {
    String proof = request.getParameter(PROOF);
    Authentication known = SecurityContextHolder.getContext().getAuthentication();
    if (proof == null || known == null || !(known.getPrincipal() instanceof ConsoleUser user)) {
      throw new ProofNeeded(false);
    }
    String address = request.getRemoteAddr();
    boolean isCode = CODE.matcher(proof).matches() && factors.isEnrolled(user);
    if (isCode ? !factors.isProved(user, proof, address) : !login.isProved(user, proof, address)) {
      log.warn("user {} did not prove anew who they are from {}", user.id(), address);
      throw new ProofNeeded(true);
    }
    LoginFactors.prove(
        isCode ? LoginFactors.SECOND : LoginFactors.PASSWORD, user, request, response);
  }

  @ExceptionHandler
  ModelAndView ask(
      ProofNeeded needed, HttpServletRequest request, @AuthenticationPrincipal ConsoleUser user) {
    var sent = new SentForm(user.id(), request.getRequestURI(), fields(request));
    if (!user.hasPassword()) {
      request.getSession().setAttribute(SENT, sent);
    }
    ModelAndView page = page(sent, user).addObject("wrong", needed.wrong);
    page.setStatus(HttpStatus.FORBIDDEN);
    return page;
  }

  /** Back from the provider. */
  @GetMapping(ProviderLogin.PROVED)
  ModelAndView goOn(@AuthenticationPrincipal ConsoleUser user, HttpSession session) {
    return session.getAttribute(SENT) instanceof SentForm sent && sent.by().equals(user.id())
        ? page(sent, user)
        : SeeOther.at("/");
  }

  private ModelAndView page(SentForm sent, ConsoleUser user) {
    return new ModelAndView("account/proof")
        .addObject("user", user)
        .addObject("proved", isFresh())
        .addObject("anew", ProviderLogin.ANEW)
        .addObject("address", sent.address())
        .addObject("minutes", LoginFactors.FRESH.toMinutes())
        .addObject("fields", sent.fields());
  }

  /** As they were sent, but for what each page has of its own. */
  private static LinkedHashMap<String, String[]> fields(HttpServletRequest request) {
    var fields = new LinkedHashMap<>(request.getParameterMap());
    Stream.of("_csrf", PROOF).forEach(fields::remove);
    return fields;
  }

  private record SentForm(UserId by, String address, LinkedHashMap<String, String[]> fields)
      implements Serializable {}

  private static final class ProofNeeded extends RuntimeException {

    private final boolean wrong;

    ProofNeeded(boolean wrong) {
      super("not proved of late", null, false, false);
      this.wrong = wrong;
    }
  }
}
