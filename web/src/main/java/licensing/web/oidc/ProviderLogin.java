package licensing.web.oidc;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import licensing.buyer.Buyer.UserId;
import licensing.web.ConsoleSettings;
import licensing.web.billing.BillingForm;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.Accounts.ConsoleUser.Role;
import licensing.web.login.LoginDetails;
import licensing.web.login.LoginFactors;
import licensing.web.oidc.Provider.ProviderAway;
import licensing.web.oidc.ProviderUsers.Identity;
import licensing.web.security.LogText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sign-in with the provider. Of all it says, the session keeps who the user is here, and the id
 * token, with which the session at the provider is ended; no token that opens anything.
 */
@Component
public class ProviderLogin {

  static final String BEGIN = address(Provider.ID);

  /** Where the provider is asked for a proof of who the user is, of this moment. */
  public static final String ANEW = address(Provider.ANEW);

  /** Where the user is led who gave one. */
  public static final String PROVED = "/account/proof";

  /** In the session. It tells the provider whose session ends, and opens nothing. */
  private static final String ID_TOKEN = "provider.idToken";

  private static final Logger log = LoggerFactory.getLogger(ProviderLogin.class);

  private final OidcSettings settings;
  private final ConsoleSettings console;
  private final Provider provider;
  private final ProviderUsers users;
  private final Accounts accounts;
  private final BegunSignIn begun;
  private final OidcUserService claims = new OidcUserService();

  ProviderLogin(
      OidcSettings settings,
      ConsoleSettings console,
      Provider provider,
      ProviderUsers users,
      Accounts accounts,
      BegunSignIn begun) {
    this.settings = settings;
    this.console = console;
    this.provider = provider;
    this.users = users;
    this.accounts = accounts;
    this.begun = begun;
    var userInfo = new DefaultOAuth2UserService();
    userInfo.setRestOperations(provider.rest());
    claims.setOauth2UserService(userInfo);
  }

  /**
   * Nothing where the settings name no provider.
   *
   * @param then where a reader goes who is signed in
   */
  public void addTo(HttpSecurity http, AuthenticationSuccessHandler then) throws Exception {
    if (!settings.isOn()) {
      return;
    }
    ClientRegistrationRepository registrations =
        id -> Provider.isId(id) ? provider.registration(id) : null;
    http.oauth2Login(
            login ->
                login
                    .loginPage("/login")
                    .clientRegistrationRepository(registrations)
                    .authorizedClientRepository(new NoTokens())
                    .authorizationEndpoint(
                        endpoint ->
                            endpoint
                                .authorizationRequestResolver(requests())
                                .authorizationRequestRepository(begun))
                    .tokenEndpoint(
                        endpoint -> endpoint.accessTokenResponseClient(provider.tokens()))
                    .userInfoEndpoint(endpoint -> endpoint.oidcUserService(this::user))
                    .successHandler((request, response, by) -> signIn(request, response, by, then))
                    .failureHandler(this::refuse)
                    .withObjectPostProcessor(new Beginning(this::refuse)))
        .logout(
            logout ->
                logout
                    .addLogoutHandler((request, response, user) -> keepToken(request))
                    .logoutSuccessHandler(new EndThereToo()));
  }

  /** State, nonce and PKCE are made by it. */
  private OAuth2AuthorizationRequestResolver requests() {
    var requests =
        new DefaultOAuth2AuthorizationRequestResolver(
            id -> Provider.isId(id) ? provider.begin(id) : null);
    requests.setAuthorizationRequestCustomizer(
        request ->
            request.attributes(
                known ->
                    request.additionalParameters(
                        demands(known.get(OAuth2ParameterNames.REGISTRATION_ID)))));
    return requests;
  }

  /** What the provider shall see to, as far as it does: its answer is looked at for it. */
  private Map<String, Object> demands(@Nullable Object registration) {
    Map<String, Object> demands = new HashMap<>();
    if (!settings.demandedAcr().isEmpty()) {
      demands.put("acr_values", String.join(" ", settings.demandedAcr()));
    }
    if (Provider.ANEW.equals(registration)) {
      demands.put("prompt", "login");
      demands.put("max_age", LoginFactors.FRESH.toSeconds());
    }
    return demands;
  }

  /** Its tokens are genuine; whether the user may come in is decided here. */
  private OidcUser user(OidcUserRequest answered) {
    OidcUser told = claims.loadUser(answered);
    requireProof(answered.getIdToken());
    ConsoleUser proving = isAnew(answered) ? signedInHere() : null;
    if (proving != null
        && provedAt(told.getIdToken()).isBefore(Instant.now().minus(LoginFactors.FRESH))) {
      throw refused(SignInProblem.NOT_ANEW);
    }
    var said = new Claims(told.getClaims());
    Role role = said.role(settings).orElseThrow(() -> refused(SignInProblem.NO_ROLE));
    var organization =
        said.one(settings.organizationClaim())
            .flatMap(users::organization)
            .orElseThrow(() -> refused(SignInProblem.NO_ORGANIZATION));
    var identity =
        new Identity(settings.issuer(), Objects.requireNonNull(answered.getIdToken().getSubject()));
    String name =
        said.one("preferred_username").or(() -> said.one("email")).orElse(identity.subject());
    UserId id = users.signedIn(identity, name, organization, role, mailAddress(said));
    ConsoleUser user = accounts.of(id).orElseThrow(() -> refused(SignInProblem.DISABLED));
    if (proving != null && !proving.id().equals(user.id())) {
      throw refused(SignInProblem.ANOTHER);
    }
    return new KnownUser(told, user, proving != null);
  }

  /** One that the provider knows to be the user's; null for any other. */
  private static @Nullable String mailAddress(Claims said) {
    return said.one("email_verified").filter("true"::equals).isPresent()
        ? said.one("email").filter(BillingForm::isMailAddress).orElse(null)
        : null;
  }

  private static boolean isAnew(OidcUserRequest answered) {
    return answered.getClientRegistration().getRegistrationId().equals(Provider.ANEW);
  }

  private static @Nullable ConsoleUser signedInHere() {
    Authentication here = SecurityContextHolder.getContext().getAuthentication();
    return here != null && here.getPrincipal() instanceof ConsoleUser user ? user : null;
  }

  /**
   * When the user last proved there who they are, which may be long ago, since the provider keeps
   * sessions of its own. Where it does not say, that proves nothing of late.
   */
  private static Instant provedAt(OidcIdToken token) {
    Instant now = Instant.now();
    Instant told = token.getAuthenticatedAt();
    return told == null ? Instant.EPOCH : told.isAfter(now) ? now : told;
  }

  private void requireProof(OidcIdToken token) {
    var said = new Claims(token.getClaims());
    boolean level = isOneOf(settings.demandedAcr(), said.values("acr"));
    boolean factor = isOneOf(settings.demandedAmr(), said.values("amr"));
    if (!level || !factor) {
      throw refused(SignInProblem.NO_SECOND_FACTOR);
    }
  }

  private static boolean isOneOf(List<String> demanded, List<String> given) {
    return demanded.isEmpty() || given.stream().anyMatch(demanded::contains);
  }

  /** From here on a session like that of a name and password. */
  private void signIn(
      HttpServletRequest request,
      HttpServletResponse response,
      Authentication byProvider,
      AuthenticationSuccessHandler then)
      throws IOException, ServletException {
    if (!(byProvider.getPrincipal() instanceof KnownUser known)) {
      throw new IllegalStateException("signed in as nobody of ours");
    }
    var signedIn =
        UsernamePasswordAuthenticationToken.authenticated(
            known.user(),
            null,
            List.of(
                new SimpleGrantedAuthority("ROLE_" + known.user().role()),
                FactorGrantedAuthority.withAuthority(
                        FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY)
                    .issuedAt(provedAt(known.getIdToken()))
                    .build()));
    signedIn.setDetails(new LoginDetails(request));
    request.getSession().setAttribute(ID_TOKEN, known.getIdToken().getTokenValue());
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(signedIn);
    SecurityContextHolder.setContext(context);
    new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    if (known.anew()) {
      log.info("user {} proved anew who they are, at the provider", known.user().id());
      response.sendRedirect(PROVED);
    } else {
      log.info("{} signed in with the provider", LogText.of(known.user().name()));
      then.onAuthenticationSuccess(request, response, signedIn);
    }
  }

  /** To a page that says why, and how to go on; the address with the provider's answer is left. */
  private void refuse(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    SignInProblem problem = SignInProblem.of(failure);
    log.warn(
        "sign-in with the provider refused from {}: {} ({})",
        LogText.of(String.valueOf(request.getRemoteAddr())),
        problem,
        LogText.of(SignInProblem.codeOf(failure)));
    response.sendRedirect(ProviderPages.PROBLEM + "?problem=" + problem);
  }

  private static String address(String registration) {
    return OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI
        + "/"
        + registration;
  }

  private static OAuth2AuthenticationException refused(SignInProblem problem) {
    return new OAuth2AuthenticationException(new OAuth2Error(problem.name()));
  }

  /** For what follows once the session is gone. */
  private static void keepToken(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      request.setAttribute(ID_TOKEN, session.getAttribute(ID_TOKEN));
    }
  }

  /** The session there would sign the next person in without a question. */
  private final class EndThereToo implements LogoutSuccessHandler {

    private final LogoutSuccessHandler here;

    EndThereToo() {
      var out = new SimpleUrlLogoutSuccessHandler();
      out.setDefaultTargetUrl("/login?out");
      here = out;
    }

    @Override
    public void onLogoutSuccess(
        HttpServletRequest request,
        HttpServletResponse response,
        @Nullable Authentication authentication)
        throws IOException, ServletException {
      Optional<String> there =
          request.getAttribute(ID_TOKEN) instanceof String token
              ? endThere(token)
              : Optional.empty();
      if (there.isPresent()) {
        // Not by a redirect: a page's forms lead nowhere else, and browsers hold redirects to that.
        request.setAttribute(ProviderPages.END, there.get());
        request.getRequestDispatcher(ProviderPages.LEAVING).forward(request, response);
      } else {
        here.onLogoutSuccess(request, response, authentication);
      }
    }

    private Optional<String> endThere(String token) {
      try {
        return provider
            .endOfSession()
            .map(
                page ->
                    UriComponentsBuilder.fromUriString(page)
                        .queryParam("id_token_hint", "{token}")
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .encode()
                        .buildAndExpand(
                            token,
                            settings.clientId(),
                            console.baseUrl().resolve(ProviderPages.LEFT).toString())
                        .toUriString());
      } catch (ProviderAway away) {
        return Optional.empty();
      }
    }
  }

  /** What kept somebody from signing in. The names are keys of messages. */
  enum SignInProblem {
    /** The provider does not answer. */
    AWAY(503),
    /** The user said no there, or was refused. */
    DENIED(403),
    /** The sign-in was begun elsewhere, or too long ago. */
    AGAIN(400),
    NO_ROLE(403),
    NO_ORGANIZATION(403),
    NO_SECOND_FACTOR(403),
    DISABLED(403),
    /** The provider did not ask who the user is, or does not say when it did. */
    NOT_ANEW(403),
    /** Somebody else proved who they are. */
    ANOTHER(403),
    /** What the provider answered cannot be relied upon. */
    FAILED(502);

    private final int status;

    SignInProblem(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }

    static SignInProblem of(AuthenticationException failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof ProviderAway
            || cause instanceof ResourceAccessException
            || cause instanceof HttpServerErrorException) {
          return AWAY;
        }
      }
      return switch (codeOf(failure)) {
        case "access_denied" -> DENIED;
        case "temporarily_unavailable", "server_error" -> AWAY;
        case "authorization_request_not_found", "invalid_state_parameter", "invalid_request" ->
            AGAIN;
        case String code ->
            List.of(NO_ROLE, NO_ORGANIZATION, NO_SECOND_FACTOR, DISABLED, NOT_ANEW, ANOTHER)
                .stream()
                .filter(each -> each.name().equals(code))
                .findFirst()
                .orElse(FAILED);
      };
    }

    static String codeOf(AuthenticationException failure) {
      return failure instanceof OAuth2AuthenticationException told
          ? told.getError().getErrorCode()
          : failure.getClass().getSimpleName();
    }
  }

  /** On its way through Spring's filter: what the provider told, and who that is here. */
  private static final class KnownUser extends DefaultOidcUser {

    private final ConsoleUser user;
    private final boolean anew;

    KnownUser(OidcUser told, ConsoleUser user, boolean anew) {
      super(told.getAuthorities(), told.getIdToken(), told.getUserInfo());
      this.user = user;
      this.anew = anew;
    }

    ConsoleUser user() {
      return user;
    }

    /** Whether they are signed in, and were asked for a proof alone. */
    boolean anew() {
      return anew;
    }
  }

  /** Says in words what Spring would answer with an error, where the way there fails. */
  private record Beginning(AuthenticationFailureHandler refuse)
      implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {
    @Override
    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
      filter.setAuthenticationFailureHandler(refuse);
      return filter;
    }
  }

  /** Nobody is asked for anything with them after the sign-in, so they are not kept. */
  private static final class NoTokens implements OAuth2AuthorizedClientRepository {
    @Override
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String id, Authentication user, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication user,
        HttpServletRequest request,
        HttpServletResponse response) {}

    @Override
    public void removeAuthorizedClient(
        String id, Authentication user, HttpServletRequest request, HttpServletResponse response) {}
  }
}
