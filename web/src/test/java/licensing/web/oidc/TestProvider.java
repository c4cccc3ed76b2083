package licensing.web.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** A real OpenID provider on a port of its own; whoever is somebody there is told of beforehand. */
final class TestProvider implements AutoCloseable {

  static final String CLIENT = "console";
  static final String SECRET = "a secret of the console's";

  /** What the id token of each user says. */
  private static final Map<String, Consumer<JwtClaimsSet.Builder>> USERS =
      new ConcurrentHashMap<>();

  private static final AtomicBoolean AWAY = new AtomicBoolean();

  private final ConfigurableApplicationContext server;

  private TestProvider(ConfigurableApplicationContext server) {
    this.server = server;
  }

  /** That leads back to this console alone. */
  static TestProvider start(String console) {
    return new TestProvider(
        new SpringApplicationBuilder(Server.class)
            .run(
                "--server.port=0",
                "--spring.config.name=provider",
                "--spring.main.banner-mode=off",
                "--spring.jmx.enabled=false",
                "--test.console=" + console));
  }

  String issuer() {
    return "http://localhost:" + server.getEnvironment().getProperty("local.server.port");
  }

  void knows(String name, Consumer<JwtClaimsSet.Builder> claims) {
    USERS.put(name, claims);
  }

  /** Whether it answers nobody. */
  void isAway(boolean away) {
    AWAY.set(away);
  }

  @Override
  public void close() {
    server.close();
  }

  /**
   * What a browser does there: keeps its own cookies, and follows redirects until it is led away.
   */
  static final class Visitor {

    private final HttpClient http =
        HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /** Where the provider leads after a login, if one is asked for. */
    URI pass(URI request, String name) {
      var answer = get(request);
      while (answer.statusCode() == 302) {
        URI next = request.resolve(answer.headers().firstValue("Location").orElseThrow());
        if (next.getPort() != request.getPort()) {
          return next;
        }
        answer = next.getPath().equals("/login") ? logIn(next, name) : get(next);
      }
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }

    HttpResponse<String> get(URI address) {
      return send(HttpRequest.newBuilder(address).header("Accept", "text/html").build());
    }

    private HttpResponse<String> logIn(URI page, String name) {
      String form = "password=there&username=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
      return send(
          HttpRequest.newBuilder(page)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
      try {
        return http.send(request, BodyHandlers.ofString());
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  @EnableWebSecurity
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
  })
  static class Server {

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http) {
      var protocol = new OAuth2AuthorizationServerConfigurer();
      return http.securityMatcher(protocol.getEndpointsMatcher())
          .with(protocol, server -> server.oidc(Customizer.withDefaults()))
          .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .exceptionHandling(
              handling ->
                  handling.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
          .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain login(HttpSecurity http) {
      return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
          .csrf(csrf -> csrf.disable())
          .formLogin(Customizer.withDefaults())
          .build();
    }

    @Bean
    FilterRegistrationBean<Filter> away() {
      Filter filter =
          (request, response, chain) -> {
            if (AWAY.get()) {
              ((HttpServletResponse) response).sendError(503);
            } else {
              chain.doFilter(request, response);
            }
          };
      var first = new FilterRegistrationBean<>(filter);
      first.setOrder(Ordered.HIGHEST_PRECEDENCE);
      return first;
    }

    @Bean
    UserDetailsService users() {
      return name -> User.withUsername(name).password("{noop}there").roles("USER").build();
    }

    @Bean
    RegisteredClientRepository clients(Environment settings) {
      String console = settings.getRequiredProperty("test.console");
      return new InMemoryRegisteredClientRepository(
          RegisteredClient.withId(CLIENT)
              .clientId(CLIENT)
              .clientSecret("{noop}" + SECRET)
              .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
              .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
              .redirectUri(console + "/login/oauth2/code/provider")
              .postLogoutRedirectUri(console + "/login/left")
              .scopes(scopes -> scopes.addAll(Set.of("openid", "profile", "email")))
              .clientSettings(ClientSettings.builder().requireProofKey(true).build())
              .build());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
      return token -> {
        if (token.getTokenType().getValue().equals("id_token")) {
          USERS.getOrDefault(token.getPrincipal().getName(), all -> {}).accept(token.getClaims());
        }
      };
    }

    @Bean
    AuthorizationServerSettings server() {
      return AuthorizationServerSettings.builder().build();
    }

    @Bean
    JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
      var pair = KeyPairGenerator.getInstance("RSA");
      pair.initialize(2048);
      var keys = pair.generateKeyPair();
      return new ImmutableJWKSet<>(
          new JWKSet(
              new RSAKey.Builder((RSAPublicKey) keys.getPublic())
                  .privateKey((RSAPrivateKey) keys.getPrivate())
                  .keyID("1")
                  .build()));
    }

    @Bean
    JwtDecoder decoder(JWKSource<SecurityContext> keys) {
      return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    }
  }
}
