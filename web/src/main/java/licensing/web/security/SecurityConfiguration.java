package licensing.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.time.InstantSource;
import java.util.List;
import licensing.web.ConsoleSettings;
import licensing.web.admin.LinkPage;
import licensing.web.api.ApiAccess;
import licensing.web.api.ApiRoutes;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser.Role;
import licensing.web.login.LoginDetails;
import licensing.web.login.RequiredFactors;
import licensing.web.oidc.ProviderLogin;
import licensing.web.oidc.ProviderPages;
import licensing.web.process.CodecServer;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.authorization.DefaultAuthorizationManagerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Who may ask for what. Whatever is not named here needs a login. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String WEBHOOK = "/webhooks/payment-platform";

  /** Changes nothing, and is asked by pages of the Temporal Web UI, which know no token. */
  private static final String CODEC_SERVER = CodecServer.ADDRESS + "/*";

  private static final String[] ANYBODYS = {
    "/*.css", "/*.js", "/*.svg", CspReports.ADDRESS, "/v1/**", "/.well-known/*"
  };

  /** With QUERY, so that who asks by it is told what is possible, as of any other method. */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHttpMethods(
        List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"));
    return firewall;
  }

  /** Else each of some twenty filters is wrapped to be measured, for every file and page. */
  @Bean
  SecurityObservationSettings observations() {
    return SecurityObservationSettings.noObservations();
  }

  /** In every rule below that asks for a login or a role. */
  @Bean
  AuthorizationManagerFactory<RequestAuthorizationContext> factorsBesides(
      ConsoleSettings settings) {
    var factors = new RequiredFactors(settings.requiresSecondFactor());
    var rules = new DefaultAuthorizationManagerFactory<RequestAuthorizationContext>();
    rules.setAdditionalAuthorization(factors::all);
    return rules;
  }

  /**
   * Health and metrics, on a port of their own, where there is nothing else: no page, no session.
   */
  @Bean
  @Order(1)
  SecurityFilterChain management(HttpSecurity http, ServletContext console) throws Exception {
    return http.securityMatcher(request -> !console.equals(request.getServletContext()))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        EndpointRequest.to(HealthEndpoint.class, PrometheusScrapeEndpoint.class))
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .csrf(csrf -> csrf.disable())
        .logout(logout -> logout.disable())
        .build();
  }

  /** The same for everybody, so that they need no session and are there without a database. */
  @Bean
  @Order(2)
  SecurityFilterChain anybodys(HttpSecurity http, SecurityHeaders headers) throws Exception {
    return http.securityMatcher(ANYBODYS)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .securityContext(context -> context.disable())
        .sessionManagement(sessions -> sessions.disable())
        .requestCache(cache -> cache.disable())
        .csrf(csrf -> csrf.disable())
        .logout(logout -> logout.disable())
        .headers(headers::harden)
        .build();
  }

  /** Programs, each with a key of its organization in each request: no cookie lets anybody in. */
  @Bean
  @Order(3)
  SecurityFilterChain programs(HttpSecurity http, SecurityHeaders headers, ApiAccess access)
      throws Exception {
    return http.securityMatcher("/api/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(HttpMethod.GET, ApiRoutes.DESCRIPTION)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .addFilterBefore(access.filter(), AnonymousAuthenticationFilter.class)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .csrf(csrf -> csrf.disable())
        .logout(logout -> logout.disable())
        .exceptionHandling(handling -> handling.authenticationEntryPoint(access))
        .headers(headers::harden)
        .build();
  }

  /**
   * In a cookie of its own that no script reads, so that the page of the login needs no session.
   * Sent back in the form besides, which no other site can do.
   */
  @Bean
  CsrfTokenRepository formTokens(ConsoleSettings settings) {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName(settings.isHttps() ? "__Host-form" : "form");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(
        cookie -> cookie.secure(settings.isHttps()).httpOnly(true).sameSite("Lax"));
    return tokens;
  }

  @Bean
  @Order(4)
  SecurityFilterChain pages(
      HttpSecurity http,
      SecurityHeaders headers,
      SecurityHandlers handlers,
      Accounts accounts,
      ProviderLogin provider,
      ConsoleSettings settings,
      CsrfTokenRepository formTokens)
      throws Exception {
    var factors = new RequiredFactors(settings.requiresSecondFactor());
    http.cors(cors -> cors.configurationSource(temporalUi(settings)))
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers("/login", WEBHOOK, LinkPage.ADDRESS + "*", "/licenses/verify")
                    .permitAll()
                    .requestMatchers(
                        ProviderPages.PROBLEM, ProviderPages.LEAVING, ProviderPages.LEFT)
                    .permitAll()
                    .requestMatchers("/login/*")
                    .access(AuthenticatedAuthorizationManager.authenticated())
                    .requestMatchers("/account/password")
                    .access(
                        AuthorizationManagers.allOf(
                            AuthenticatedAuthorizationManager.authenticated(), factors::second))
                    .requestMatchers("/support/**")
                    .hasRole(Role.SUPPORT.name())
                    .requestMatchers("/admin", "/admin/**")
                    .hasRole(Role.ADMIN.name())
                    .anyRequest()
                    .authenticated())
        .csrf(
            csrf ->
                csrf.ignoringRequestMatchers(WEBHOOK, CODEC_SERVER).csrfTokenRepository(formTokens))
        .requestCache(cache -> cache.disable())
        // A session's age counts from the login.
        .sessionManagement(sessions -> sessions.sessionFixation(login -> login.migrateSession()))
        .addFilterBefore(
            new SessionCheck(accounts, InstantSource.system()), AnonymousAuthenticationFilter.class)
        .formLogin(
            form ->
                form.loginPage("/login")
                    .authenticationDetailsSource(LoginDetails::new)
                    .successHandler(handlers)
                    .failureHandler(handlers))
        .addFilterBefore(new NoFieldsInAddress(), CsrfFilter.class)
        // Over https, where browsers do as they are told: what pages showed must not stay.
        .logout(
            logout ->
                logout
                    .logoutSuccessUrl("/login?out")
                    .addLogoutHandler(
                        (request, response, user) -> handlers.loggedOut(request, user))
                    .addLogoutHandler(
                        new HeaderWriterLogoutHandler(
                            new ClearSiteDataHeaderWriter(Directive.CACHE, Directive.STORAGE))))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(handlers).accessDeniedHandler(handlers))
        .headers(headers::harden);
    provider.addTo(http, handlers);
    return http.build();
  }

  /** The pages of the Temporal Web UI may ask one thing, in the session of whoever reads them. */
  private static UrlBasedCorsConfigurationSource temporalUi(ConsoleSettings settings) {
    CorsConfiguration allowed = new CorsConfiguration();
    allowed.addAllowedOrigin(settings.temporalUiOrigin());
    allowed.addAllowedMethod(HttpMethod.POST);
    allowed.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, "X-Namespace"));
    allowed.setAllowCredentials(true);
    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration(CODEC_SERVER, allowed);
    return source;
  }
}
