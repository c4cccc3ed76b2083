package licensing.web.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import licensing.edge.AccountSecrets;
import licensing.web.ConsoleSettings;
import licensing.web.oidc.Provider.ProviderAway;
import licensing.web.security.ConsoleCookie;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/**
 * A sign-in on its way to the provider, in a cookie of the browser that began it, so that who is
 * not signed in leaves nothing in the database. Encrypted: that browser alone can end the sign-in,
 * and not even there can anybody read what proves to the provider that the console had begun it.
 */
@Component
class BegunSignIn implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

  /** For a second factor to be set up at the provider on the way. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final String PURPOSE = "begun sign-in";
  private static final ConsoleCookie COOKIE = new ConsoleCookie("signin");

  private final Provider provider;
  private final AccountSecrets secrets;
  private final Clock clock;
  private final boolean https;

  BegunSignIn(Provider provider, AccountSecrets secrets, Clock clock, ConsoleSettings settings) {
    this.provider = provider;
    this.secrets = secrets;
    this.clock = clock;
    https = settings.isHttps();
  }

  @Override
  public void saveAuthorizationRequest(
      OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
    String kept = Kept.of(begun, clock.instant()).text();
    COOKIE.keep(secrets.sealed(PURPOSE, kept), LIFE, https, response);
  }

  /**
   * Empty where the browser did not begin what the provider answers, or too long ago.
   *
   * @throws ProviderAway if this console does not know the provider yet, and cannot ask it
   */
  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    return COOKIE
        .of(request, https)
        .flatMap(cookie -> secrets.opened(PURPOSE, cookie))
        .map(Kept::parse)
        .filter(kept -> clock.instant().isBefore(kept.at().plus(LIFE)))
        .filter(kept -> kept.state().equals(request.getParameter(OAuth2ParameterNames.STATE)))
        .map(kept -> kept.asBegun(provider.registration(kept.registration())))
        .orElse(null);
  }

  /** An answer to something else leaves it: whoever makes one up must not end it. */
  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizationRequest begun = loadAuthorizationRequest(request);
    if (begun != null) {
      COOKIE.forget(https, response);
    }
    return begun;
  }

  /** What is random of it: the rest follows from the settings and the provider's metadata. */
  private record Kept(
      String registration, String state, String nonce, String verifier, Instant at) {

    static Kept of(OAuth2AuthorizationRequest begun, Instant at) {
      return new Kept(
          attribute(begun, OAuth2ParameterNames.REGISTRATION_ID),
          Objects.requireNonNull(begun.getState()),
          attribute(begun, OidcParameterNames.NONCE),
          attribute(begun, PkceParameterNames.CODE_VERIFIER),
          at);
    }

    private static String attribute(OAuth2AuthorizationRequest begun, String name) {
      return Objects.requireNonNull(begun.<String>getAttribute(name), name);
    }

    String text() {
      return String.join(
          "\n", registration, state, nonce, verifier, Long.toString(at.getEpochSecond()));
    }

    static Kept parse(String text) {
      String[] lines = text.split("\n");
      return new Kept(
          lines[0], lines[1], lines[2], lines[3], Instant.ofEpochSecond(Long.parseLong(lines[4])));
    }

    OAuth2AuthorizationRequest asBegun(ClientRegistration at) {
      return OAuth2AuthorizationRequest.authorizationCode()
          .authorizationUri(Objects.requireNonNull(at.getProviderDetails().getAuthorizationUri()))
          .clientId(at.getClientId())
          .redirectUri(at.getRedirectUri())
          .scopes(at.getScopes())
          .state(state)
          .attributes(
              Map.of(
                  OAuth2ParameterNames.REGISTRATION_ID,
                  registration,
                  OidcParameterNames.NONCE,
                  nonce,
                  PkceParameterNames.CODE_VERIFIER,
                  verifier))
          .build();
    }
  }
}
