package licensing.web.security;

import static licensing.web.testing.World.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ConsoleTest
class AccessTest {

  private static final Set<String> OPEN =
      Set.of(
          "/login",
          "/login/provider",
          "/login/leaving",
          "/login/left",
          "/login/link/{token}",
          "/webhooks/payment-platform",
          "/csp-reports",
          "/licenses/verify",
          "/.well-known/license-keys",
          "/.well-known/license-keys.pem",
          "/api/v1/openapi.json",
          "/error");

  /** Changes nothing, and takes JSON alone, which no form of another site can send. */
  private static final Set<String> WITHOUT_TOKEN =
      Set.of("/support/codec/encode", "/support/codec/decode");

  private static final String SOME_ID = "00000000-0000-4000-8000-000000000000";

  @Autowired private MockMvc web;
  @Autowired private World world;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping routes;

  @TestFactory
  Stream<DynamicTest> everyRouteNeedsLogin() {
    return DynamicTest.stream(
        closedRoutes(),
        Route::toString,
        route ->
            web.perform(route.request().accept("text/html").with(csrf()))
                .andExpect(redirectedUrl("/login")));
  }

  /** Nobody's session lets a program in. */
  @TestFactory
  Stream<DynamicTest> everyRouteOfProgramsNeedsAKey() {
    return DynamicTest.stream(
        closedRoutes(true),
        Route::toString,
        route ->
            web.perform(route.request().with(csrf()))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer")));
  }

  @TestFactory
  Stream<DynamicTest> everyFormNeedsItsToken() {
    var buyer = world.buyer();
    var support = world.support();
    var admin = world.admin();
    return DynamicTest.stream(
        closedRoutes()
            .filter(route -> route.method() != HttpMethod.GET)
            .filter(route -> !WITHOUT_TOKEN.contains(route.path())),
        Route::toString,
        route ->
            web.perform(
                    route
                        .request()
                        .with(
                            as(
                                route.isForSupport()
                                    ? support
                                    : route.isForAdmin() ? admin : buyer)))
                .andExpect(status().isForbidden()));
  }

  /** Support decides about purchases, administrators about users: neither about the other's. */
  @TestFactory
  Stream<DynamicTest> pagesOfOneRoleDoNotExistForAnother() {
    var buyer = world.buyer();
    var support = world.support();
    var admin = world.admin();
    return DynamicTest.stream(
        closedRoutes().filter(route -> route.isForAdmin() || route.isForSupport()),
        Route::toString,
        route -> {
          for (var other : List.of(buyer, route.isForAdmin() ? support : admin)) {
            web.perform(route.request().with(as(other))).andExpect(status().isNotFound());
            web.perform(route.request().with(as(other)).with(csrf()))
                .andExpect(status().isNotFound());
          }
        });
  }

  @Test
  void whatIsNowhereDoesNotExist() throws Exception {
    web.perform(get("/nothing/here").with(as(world.buyer()))).andExpect(status().isNotFound());
  }

  @Test
  void logoutIsNoLink() throws Exception {
    web.perform(get("/logout").with(as(world.buyer()))).andExpect(status().isNotFound());
  }

  @Test
  void pagesAreHardened() throws Exception {
    web.perform(get("/").with(as(world.buyer())))
        .andExpect(status().isOk())
        .andExpect(header().string("Content-Security-Policy", containsString("default-src 'none'")))
        .andExpect(header().string("Content-Security-Policy", containsString("script-src 'self';")))
        .andExpect(header().string("Content-Security-Policy", containsString("frame-src 'none'")))
        .andExpect(header().string("Content-Security-Policy", not(containsString("unsafe"))))
        .andExpect(header().string("Referrer-Policy", "same-origin"))
        .andExpect(header().string("Permissions-Policy", containsString("camera=()")))
        .andExpect(header().string("Cross-Origin-Opener-Policy", "same-origin-allow-popups"))
        .andExpect(header().string("Cross-Origin-Resource-Policy", "same-origin"))
        .andExpect(header().string("X-Content-Type-Options", "nosniff"))
        .andExpect(header().string("X-Frame-Options", "DENY"))
        .andExpect(header().string("Cache-Control", containsString("no-store")))
        .andExpect(header().doesNotExist("Strict-Transport-Security"));
  }

  @Test
  void leavesNothingInTheBrowserAfterALogout() throws Exception {
    web.perform(post("/logout").secure(true).with(as(world.buyer())).with(csrf()))
        .andExpect(header().string("Clear-Site-Data", "\"cache\", \"storage\""));
  }

  @ParameterizedTest
  @CsvSource({"password=secret, 400", "language=zh-CN&code=1, 400", "language=zh-CN, 303"})
  void takesNoFieldsFromTheAddressOfAForm(String fields, int status) throws Exception {
    web.perform(post("/account/sessions/end?" + fields).with(as(world.buyer())).with(csrf()))
        .andExpect(status().is(status));
  }

  @Test
  void eventStreamsLearnThatTheyNeedLogin() throws Exception {
    web.perform(get("/purchases/" + SOME_ID + "/events").accept("text/event-stream"))
        .andExpect(status().isUnauthorized());
  }

  private Stream<Route> closedRoutes() {
    return closedRoutes(false);
  }

  private Stream<Route> closedRoutes(boolean ofPrograms) {
    return routes.getHandlerMethods().keySet().stream()
        .flatMap(
            mapping ->
                mapping.getPatternValues().stream()
                    .filter(pattern -> !OPEN.contains(pattern) && !pattern.startsWith("/v1/"))
                    .filter(pattern -> pattern.startsWith("/api/") == ofPrograms)
                    .flatMap(
                        pattern ->
                            methods(mapping.getMethodsCondition().getMethods())
                                .map(method -> new Route(method, filled(pattern)))));
  }

  private static Stream<HttpMethod> methods(Set<RequestMethod> methods) {
    return methods.isEmpty()
        ? Stream.of(HttpMethod.GET)
        : methods.stream().map(RequestMethod::asHttpMethod);
  }

  private static String filled(String pattern) {
    return pattern
        .replaceAll("\\{attempt[^}]*}", "1")
        .replaceAll("\\{offer[^}]*}", "migration")
        .replaceAll("\\{[^}]*}", SOME_ID);
  }

  private record Route(HttpMethod method, String path) {
    MockHttpServletRequestBuilder request() {
      return MockMvcRequestBuilders.request(method, path);
    }

    boolean isForAdmin() {
      return path.startsWith("/admin");
    }

    boolean isForSupport() {
      return path.startsWith("/support/");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }
}
