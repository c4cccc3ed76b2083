package licensing.web.oidc;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import licensing.web.ConsoleSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/**
 * The provider as it describes itself. Asked when somebody signs in and not at the start: the
 * console runs, and names and passwords do, while the provider is away.
 */
@Component
class Provider implements JwtDecoderFactory<ClientRegistration> {

  /** Part of the address that the provider leads back to. */
  static final String ID = "provider";

  /** The same provider, asked to have the user prove once more who they are. */
  static final String ANEW = "anew";

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final ParameterizedTypeReference<Map<String, Object>> JSON =
      new ParameterizedTypeReference<>() {};

  private final OidcSettings settings;
  private final String redirect;
  private final RestTemplate rest;
  private final RestClientAuthorizationCodeTokenResponseClient tokens;
  private volatile @Nullable Described described;

  Provider(OidcSettings settings, ConsoleSettings console) {
    this.settings = settings;
    redirect = console.baseUrl().resolve("/login/oauth2/code/" + ID).toString();
    // It follows no redirects: whom it asks is whom the settings name.
    var requests =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT).build());
    requests.setReadTimeout(ANSWER);
    rest = new RestTemplate(requests);
    tokens = new RestClientAuthorizationCodeTokenResponseClient();
    tokens.setRestClient(
        RestClient.builder()
            .requestFactory(requests)
            .configureMessageConverters(
                converters -> {
                  converters.addCustomConverter(new FormHttpMessageConverter());
                  converters.addCustomConverter(
                      new OAuth2AccessTokenResponseHttpMessageConverter());
                })
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
  }

  /**
   * Asked anew, so that nobody is led to a provider that is not there.
   *
   * @param id {@link #ID} or {@link #ANEW}
   * @throws ProviderAway if it does not answer, or says something else than was expected
   */
  ClientRegistration begin(String id) {
    try {
      Described found = discover();
      described = found;
      return named(id, found.registration());
    } catch (RestClientException | IllegalArgumentException | IllegalStateException e) {
      throw new ProviderAway(e);
    }
  }

  /**
   * As it described itself when the sign-in was begun, maybe to another console.
   *
   * @param id {@link #ID} or {@link #ANEW}
   */
  ClientRegistration registration(String id) {
    return named(id, known().registration());
  }

  static boolean isId(String id) {
    return id.equals(ID) || id.equals(ANEW);
  }

  private static ClientRegistration named(String id, ClientRegistration registration) {
    return ClientRegistration.withClientRegistration(registration).registrationId(id).build();
  }

  /** Where a session at the provider ends, if it announces such a page. */
  Optional<String> endOfSession() {
    Object page =
        known()
            .registration()
            .getProviderDetails()
            .getConfigurationMetadata()
            .get("end_session_endpoint");
    return Optional.ofNullable(page).map(Object::toString);
  }

  RestClientAuthorizationCodeTokenResponseClient tokens() {
    return tokens;
  }

  RestTemplate rest() {
    return rest;
  }

  @Override
  public JwtDecoder createDecoder(ClientRegistration registration) {
    return known().decoder();
  }

  private Described known() {
    if (described == null) {
      begin(ID);
    }
    return Objects.requireNonNull(described);
  }

  private Described discover() {
    String base = settings.issuer().replaceAll("/$", "");
    Map<String, Object> metadata =
        rest.exchange(base + "/.well-known/openid-configuration", HttpMethod.GET, null, JSON)
            .getBody();
    if (metadata == null || !settings.issuer().equals(metadata.get("issuer"))) {
      throw new IllegalStateException("the metadata is of another issuer");
    }
    var registration =
        ClientRegistrations.fromOidcConfiguration(metadata)
            .registrationId(ID)
            .clientId(settings.clientId())
            .clientSecret(settings.clientSecret())
            .redirectUri(redirect)
            .scope(settings.demandedScopes())
            .clientSettings(ClientSettings.builder().requireProofKey(true).build());
    if (settings.clientSecret().isBlank()) {
      registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
    }
    var built = registration.build();
    return new Described(built, decoder(built));
  }

  /** Issuer, audience and time are checked; a signature made with the client's secret is none. */
  private JwtDecoder decoder(ClientRegistration registration) {
    var decoder =
        NimbusJwtDecoder.withJwkSetUri(
                Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
            .jwsAlgorithms(algorithms -> algorithms.addAll(EnumSet.allOf(SignatureAlgorithm.class)))
            .restOperations(rest)
            .build();
    decoder.setJwtValidator(new OidcIdTokenValidator(registration));
    decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
    return decoder;
  }

  private record Described(ClientRegistration registration, JwtDecoder decoder) {}

  /** Nobody can sign in with the provider now. */
  static final class ProviderAway extends AuthenticationServiceException {
    ProviderAway(Throwable cause) {
      super("the provider does not answer as it should", cause);
    }
  }
}
