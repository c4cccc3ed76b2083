package licensing.web.oidc;

import static licensing.web.testing.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import licensing.web.Console;
import licensing.web.oidc.Keycloak.Visitor;
import licensing.web.testing.Browser;
import licensing.web.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sign-in with a provider that others made, as {@link ProviderLoginTest} has one for the rest. */
@SpringBootTest(classes = Console.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@DirtiesContext
class KeycloakTest {

  /** Of no purchase. */
  private static final String ACTIONS =
      "/support/purchases/00000000-0000-4000-8000-000000000000/actions";

  private static final int PORT = freePort();
  private static final String CONSOLE = "http://localhost:" + PORT;

  /** It starts while the console does. */
  private static final Keycloak KEYCLOAK = Keycloak.begin(freePort(), CONSOLE);

  @Autowired private JdbcClient jdbc;

  private final Browser browser = new Browser(PORT);
  private final Visitor visitor = new Visitor();

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) {
    settings.add("server.port", () -> PORT);
    settings.add("console.base-url", () -> CONSOLE);
    settings.add("oidc.issuer", KEYCLOAK::issuer);
    settings.add("oidc.client-id", () -> Keycloak.CLIENT);
    settings.add("oidc.client-secret", () -> Keycloak.SECRET);
    settings.add("oidc.role-claim", () -> "realm_access.roles");
    settings.add("oidc.support-role", () -> "helps");
    settings.add("oidc.amr", () -> "otp");
  }

  @BeforeAll
  static void await() {
    KEYCLOAK.await();
  }

  @AfterAll
  static void stop() {
    KEYCLOAK.close();
  }

  @BeforeEach
  void knowTheOrganization() {
    jdbc.sql(
            """
            insert into organizations (id, name, provider_name) values (?, 'Acme', 'Acme')
            on conflict do nothing""")
        .param(UUID.randomUUID())
        .update();
  }

  @Test
  void signsInProvesAnewAndSignsOut() {
    browser.get("/support/purchases");
    assertThat(location(signIn("ann"))).isEqualTo("/support/purchases");
    assertThat(browser.get("/account").body()).contains("ann", "Acme");
    // A proof of this moment: what is let through finds nothing there.
    assertThat(browser.post(ACTIONS, Map.of("action", "GIVE_BACK_AND_END")).statusCode())
        .isEqualTo(404);

    // It asks, although it has a session.
    assertThat(location(browser.get(pathOf(visitor.pass(begin("anew"), "ann")))))
        .isEqualTo("/account/proof");
    assertThat(visitor.shown()).contains("name=\"otp\"");

    browser.get("/");
    String there =
        browser
            .post("/logout", Map.of())
            .headers()
            .firstValue("Refresh")
            .orElseThrow()
            .substring("0; url=".length());
    assertThat(location(visitor.get(URI.create(there)))).isEqualTo(CONSOLE + "/login/left");
    assertThat(visitor.get(begin("provider")).body()).contains("name=\"password\"");
  }

  @Test
  void letsItsSessionSignInOnceMore() {
    signIn("ann");
    var another = new Browser(PORT);
    URI request = URI.create(location(another.get("/oauth2/authorization/provider")));
    String callback = location(visitor.get(request));
    assertThat(callback).startsWith(CONSOLE);
    String forged = pathOf(URI.create(callback)).replaceAll("([?&])state=[^&]*", "$1state=forged");
    assertThat(location(another.get(forged))).isEqualTo("/login/provider?problem=AGAIN");
    assertThat(location(another.get(pathOf(URI.create(callback))))).isEqualTo("/");

    jdbc.sql("update users set disabled_at = now() where issuer = ?")
        .param(KEYCLOAK.issuer())
        .update();
    assertThat(location(another.get("/"))).isEqualTo("/login");
    assertThat(location(signIn("ann"))).isEqualTo("/login/provider?problem=DISABLED");
    jdbc.sql("update users set disabled_at = null where issuer = ?")
        .param(KEYCLOAK.issuer())
        .update();
  }

  @Test
  void letsNobodyInWithoutRoleOrSecondFactor() {
    assertThat(location(new Session().signIn("cem"))).isEqualTo("/login/provider?problem=NO_ROLE");
    assertThat(location(new Session().signIn("bob")))
        .isEqualTo("/login/provider?problem=NO_SECOND_FACTOR");
    assertThat(
            jdbc.sql("select count(*) from users where issuer = ? and name <> 'ann'")
                .param(KEYCLOAK.issuer())
                .query(Integer.class)
                .single())
        .isZero();
    // Nor whom it has disabled: its own page says so.
    assertThatThrownBy(() -> visitor.pass(begin("provider"), "dan"))
        .hasMessageContaining("Account is disabled");
  }

  private HttpResponse<String> signIn(String name) {
    return browser.get(pathOf(visitor.pass(begin("provider"), name)));
  }

  private URI begin(String registration) {
    String address = location(browser.get("/oauth2/authorization/" + registration));
    assertThat(address).startsWith(KEYCLOAK.issuer());
    return URI.create(address);
  }

  private static String pathOf(URI address) {
    return address.getRawPath() + "?" + address.getRawQuery();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** In another browser. */
  private static final class Session {

    private final Browser browser = new Browser(PORT);

    HttpResponse<String> signIn(String name) {
      var begin = URI.create(location(browser.get("/oauth2/authorization/provider")));
      return browser.get(pathOf(new Visitor().pass(begin, name)));
    }
  }
}
