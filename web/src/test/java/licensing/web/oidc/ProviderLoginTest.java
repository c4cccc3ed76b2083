package licensing.web.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static licensing.web.testing.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import licensing.edge.AccountSecrets;
import licensing.web.Console;
import licensing.web.oidc.TestProvider.Visitor;
import licensing.web.testing.Browser;
import licensing.web.testing.TestDatabase;
import licensing.web.testing.World;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whole sign-ins with a real provider over HTTP. */
@SpringBootTest(classes = Console.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = TestDatabase.class)
@Import(World.class)
@DirtiesContext
class ProviderLoginTest {

  /** Of no purchase: what is let through finds nothing there. */
  private static final String ACTIONS =
      "/support/purchases/00000000-0000-4000-8000-000000000000/actions";

  private static final int PORT = freePort();
  private static final TestProvider PROVIDER = TestProvider.start("http://localhost:" + PORT);

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private AccountSecrets secrets;

  private final Browser browser = new Browser(PORT);
  private final Visitor visitor = new Visitor();
  private final String organization = "acme-" + UUID.randomUUID();
  private final String user = "ann-" + UUID.randomUUID();

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) {
    settings.add("server.port", () -> PORT);
    settings.add("console.base-url", () -> "http://localhost:" + PORT);
    settings.add("oidc.issuer", PROVIDER::issuer);
    settings.add("oidc.client-id", () -> TestProvider.CLIENT);
    settings.add("oidc.client-secret", () -> TestProvider.SECRET);
    settings.add("oidc.name", () -> "Example ID");
    settings.add("oidc.role-claim", () -> "realm.roles");
    settings.add("oidc.buyer-role", () -> "buys");
    settings.add("oidc.support-role", () -> "helps");
    settings.add("oidc.admin-role", () -> "runs");
    settings.add("oidc.amr", () -> "mfa otp");
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  @BeforeEach
  void knowTheOrganization() {
    jdbc.sql("insert into organizations (id, name, provider_name) values (?, 'Acme', ?)")
        .params(UUID.randomUUID(), organization)
        .update();
  }

  @Test
  void isOfferedFirstAndPasswordsBesideIt() {
    assertThat(browser.get("/login").body())
        .containsSubsequence("Sign in with Example ID", "name=\"password\"");
    assertThat(location(browser.logIn(world.buyer().name(), World.PASSWORD))).isEqualTo("/");
  }

  @Test
  void makesTheUserOnceAndNoPassword() {
    PROVIDER.knows(
        user,
        saying(
            "buys",
            organization,
            all ->
                all.claim("preferred_username", user)
                    .claim("email", "ann@acme.example")
                    .claim("email_verified", true)));
    browser.get("/licenses/migration");
    String before = browser.cookie("session");
    assertThat(location(signIn())).isEqualTo("/licenses/migration");
    assertThat(browser.cookie("session")).isNotEmpty().isNotEqualTo(before);
    assertThat(browser.get("/").body()).contains("Console homepage", user, "Acme");
    assertThat(location(new Session().signIn())).isEqualTo("/");
    assertThat(rows())
        .singleElement()
        .satisfies(
            row ->
                assertThat(row)
                    .containsEntry("role", "BUYER")
                    .containsEntry("password_hash", null)
                    .containsEntry("issuer", PROVIDER.issuer())
                    .containsEntry("subject", user)
                    .containsEntry("email", "ann@acme.example"));
    assertThat(browser.get("/account").body())
        .contains("ann@acme.example")
        .doesNotContain("name=\"email\"");
    assertThat(browser.post("/account/email", Map.of("email", "a@b.example")).statusCode())
        .isEqualTo(404);
    assertThat(location(new Browser(PORT).logIn(user, ""))).isEqualTo("/login?error");
  }

  @Test
  void takesTheRoleOfTheLatestSignIn() {
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    signIn();
    assertThat(browser.get("/support/purchases").statusCode()).isEqualTo(404);
    PROVIDER.knows(
        user, saying("helps", organization, all -> all.claim("email", "anybody@acme.example")));
    var later = new Session();
    later.signIn();
    assertThat(rows())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("email", null));
    assertThat(later.browser.get("/support/purchases").statusCode()).isEqualTo(200);
    assertThat(location(browser.get("/"))).isEqualTo("/login");
  }

  @Test
  void letsNobodyInWhoIsDisabledHere() {
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    signIn();
    jdbc.sql("update users set disabled_at = now() where subject = ?").param(user).update();
    assertThat(location(browser.get("/"))).isEqualTo("/login");
    assertThat(location(signIn())).isEqualTo("/login/provider?problem=DISABLED");
  }

  @Test
  void keepsApartWhoHasTheNameOfAnother() {
    String taken = world.support().name();
    PROVIDER.knows(
        user, saying("buys", organization, all -> all.claim("preferred_username", taken)));
    assertThat(location(signIn())).isEqualTo("/");
    assertThat(rows())
        .singleElement()
        .satisfies(
            row ->
                assertThat((String) row.get("name"))
                    .startsWith(taken + "~")
                    .hasSizeGreaterThan(taken.length() + 8));
  }

  @Test
  void makesNobodyWithoutARole() {
    PROVIDER.knows(user, saying("gardens", organization, all -> {}));
    refused("NO_ROLE", 403, "gives you no role");
  }

  @Test
  void makesNobodyOfAnUnknownOrClosedOrganization() {
    PROVIDER.knows(user, saying("buys", "nowhere", all -> {}));
    refused("NO_ORGANIZATION", 403, "no single organization");
    jdbc.sql("update organizations set closed_at = now() where provider_name = ?")
        .param(organization)
        .update();
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    refused("NO_ORGANIZATION", 403, "no single organization");
  }

  @Test
  void demandsTheSecondFactorThatTheSettingsName() {
    PROVIDER.knows(user, saying("buys", organization, all -> all.claim("amr", List.of("pwd"))));
    refused("NO_SECOND_FACTOR", 403, "second factor");
    // Who has one by now is asked for it, whatever session there is.
    assertThat(browser.get("/login/provider?problem=NO_SECOND_FACTOR").body())
        .contains("href=\"/oauth2/authorization/anew\"");
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    browser.get("/licenses/migration");
    assertThat(location(proveAnew(user))).isEqualTo("/licenses/migration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aud", "iss", "nonce"})
  void believesNoTokenThatWasMadeForOthers(String claim) {
    Object others = claim.equals("aud") ? List.of("another") : "http://localhost:1/another";
    PROVIDER.knows(user, saying("buys", organization, all -> all.claim(claim, others)));
    refused("FAILED", 502, "cannot rely on");
  }

  @Test
  void takesNoAnswerThatItDidNotAskFor() {
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    var callback = visitor.pass(begin(), user);
    assertThat(location(new Browser(PORT).get(pathOf(callback))))
        .isEqualTo("/login/provider?problem=AGAIN");
    String forged = pathOf(callback).replaceAll("state=[^&]*", "state=forged");
    assertThat(location(browser.get(forged))).isEqualTo("/login/provider?problem=AGAIN");
    assertThat(rows()).isEmpty();
    // What others forge does not disturb it; but it counts once.
    assertThat(location(browser.get(pathOf(callback)))).isEqualTo("/");
    assertThat(location(browser.get(pathOf(callback)))).isEqualTo("/login/provider?problem=AGAIN");
  }

  /** Whoever is not signed in leaves no row: a sign-in can be begun without end. */
  @Test
  void keepsABegunSignInInTheBrowserAlone() {
    String count = "select count(*) from spring_session";
    int before = jdbc.sql(count).query(Integer.class).single();
    var answer = browser.get("/oauth2/authorization/provider");
    assertThat(jdbc.sql(count).query(Integer.class).single()).isEqualTo(before);
    assertThat(browser.cookie("session")).isEmpty();
    assertThat(answer.headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith("signin="))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600");
    String state = location(answer).replaceAll(".*state=([^&]*).*", "$1");
    String kept = new String(Base64.getUrlDecoder().decode(browser.cookie("signin")), UTF_8);
    assertThat(kept).doesNotContain(URLDecoder.decode(state, UTF_8));
  }

  @Test
  void endsNoSignInThatAnotherBrowserBeganOrSomebodyAltered() {
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    var callback = visitor.pass(begin(), user);
    String own = browser.cookie("signin");
    var other = new Browser(PORT);
    other.get("/oauth2/authorization/provider");
    char last = own.charAt(own.length() / 2);
    for (String cookie :
        List.of(
            other.cookie("signin"),
            own.replace(last, last == 'A' ? 'B' : 'A'),
            "not-of-ours",
            "")) {
      browser.changeCookie("signin", cookie);
      String page = location(browser.get(pathOf(callback)));
      assertThat(page).isEqualTo("/login/provider?problem=AGAIN");
      assertThat(browser.get(page).body()).contains("Begin it again from here");
    }
    assertThat(rows()).isEmpty();
    browser.changeCookie("signin", own);
    assertThat(location(browser.get(pathOf(callback)))).isEqualTo("/");
  }

  @Test
  void endsNoSignInThatWasBegunTooLongAgo() {
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    var callback = visitor.pass(begin(), user);
    Instant then = Instant.now().minus(BegunSignIn.LIFE);
    String kept = secrets.opened("begun sign-in", browser.cookie("signin")).orElseThrow();
    String older = kept.substring(0, kept.lastIndexOf('\n') + 1) + then.getEpochSecond();
    browser.changeCookie("signin", secrets.sealed("begun sign-in", older));
    assertThat(location(browser.get(pathOf(callback)))).isEqualTo("/login/provider?problem=AGAIN");
  }

  @Test
  void saysThatTheUserDeclined() {
    String state = begin().getQuery().replaceAll(".*state=([^&]*).*", "$1");
    String page =
        location(
            browser.get("/login/oauth2/code/provider?error=access_denied&state=" + encoded(state)));
    assertThat(page).isEqualTo("/login/provider?problem=DENIED");
    assertThat(browser.get(page).body()).contains("Try again", "/oauth2/authorization/provider");
  }

  /** Which may have a session of its own, and pass whoever sits there without a question. */
  @Test
  void sendsWhoMustProveAnewToTheProviderAndBackToTheirForm() {
    PROVIDER.knows(user, saying("helps", organization, provedAt(Duration.ofHours(3))));
    signIn();
    browser.get("/account");
    var form = Map.of("action", "GIVE_BACK_AND_END", "version", "3", "reason", "two\r\nlines <b>");
    var asked = browser.post(ACTIONS, form);
    assertThat(asked.statusCode()).isEqualTo(403);
    assertThat(asked.body()).contains("href=\"/oauth2/authorization/anew\"");

    assertThat(location(proveAnew(user))).isEqualTo("/login/provider?problem=NOT_ANEW");
    var refused = browser.get("/login/provider?problem=NOT_ANEW");
    assertThat(refused.body()).contains("without asking", "href=\"/oauth2/authorization/anew\"");
    PROVIDER.knows(
        user, saying("helps", organization, all -> all.claims(each -> each.remove("auth_time"))));
    assertThat(location(proveAnew(user))).isEqualTo("/login/provider?problem=NOT_ANEW");
    assertThat(browser.get("/account/proof").body()).doesNotContain("Go on");
    assertThat(browser.post(ACTIONS, form).statusCode()).isEqualTo(403);

    PROVIDER.knows(user, saying("helps", organization, provedAt(Duration.ofMinutes(1))));
    String before = browser.cookie("session");
    assertThat(location(proveAnew(user))).isEqualTo("/account/proof");
    assertThat(browser.cookie("session")).isNotEqualTo(before);
    assertThat(browser.get("/account/proof").body())
        .contains(
            "Go on",
            "action=\"" + ACTIONS + "\"",
            "name=\"reason\">two\r\nlines &lt;b&gt;</textarea>");
    assertThat(browser.post(ACTIONS, form).statusCode()).isEqualTo(404);
    assertThat(location(browser.get("/account/proof"))).isEqualTo("/");
  }

  @Test
  void takesNobodyElsesProof() {
    PROVIDER.knows(user, saying("helps", organization, provedAt(Duration.ofHours(3))));
    signIn();
    String other = user + "-other";
    PROVIDER.knows(other, saying("helps", organization, all -> {}));
    var elsewhere = new Visitor();
    var answer = browser.get(pathOf(elsewhere.pass(beginAnew(), other)));
    assertThat(location(answer)).isEqualTo("/login/provider?problem=ANOTHER");
    assertThat(browser.get("/").body()).contains(user).doesNotContain(other);
  }

  @Test
  void takesAProofOfTheProviderForNoLongerThanItIsOne() {
    PROVIDER.knows(user, saying("helps", organization, provedAt(Duration.ofMinutes(1))));
    signIn();
    browser.get("/account");
    assertThat(browser.post(ACTIONS, Map.of("action", "GIVE_BACK_AND_END")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void endsTheSessionThereToo() {
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    signIn();
    browser.get("/");
    var answer = browser.post("/logout", Map.of());
    assertThat(answer.body()).contains("Your session at Example ID is ended as well");
    assertThat(location(browser.get("/"))).isEqualTo("/login");
    String there =
        answer.headers().firstValue("Refresh").orElseThrow().substring("0; url=".length());
    var back = visitor.get(URI.create(there));
    assertThat(location(back)).isEqualTo("http://localhost:" + PORT + "/login/left");
    assertThat(location(browser.get("/login/left"))).isEqualTo("/login?out");
    assertThat(location(visitor.get(begin()))).endsWith("/login");
  }

  @Test
  void keepsNoTokenThatOpensAnything() {
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    signIn();
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from spring_session_attributes a
                    join spring_session s on s.primary_id = a.session_primary_id
                    where s.principal_name = ? and encode(a.attribute_bytes, 'escape')
                      like '%OAuth2AccessToken%'""")
                .param(user)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void saysThatTheProviderIsAway() {
    PROVIDER.knows(user, saying("buys", organization, all -> {}));
    var callback = visitor.pass(begin(), user);
    PROVIDER.isAway(true);
    try {
      String away = "/login/provider?problem=AWAY";
      assertThat(location(browser.get(pathOf(callback)))).isEqualTo(away);
      assertThat(location(browser.get("/oauth2/authorization/provider"))).isEqualTo(away);
      var page = browser.get(away);
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body()).contains("Example ID does not answer", "Try again", "/login");
    } finally {
      PROVIDER.isAway(false);
    }
  }

  private void refused(String problem, int status, String words) {
    String page = location(new Session().signIn());
    assertThat(page).isEqualTo("/login/provider?problem=" + problem);
    var shown = browser.get(page);
    assertThat(shown.statusCode()).isEqualTo(status);
    assertThat(shown.body()).contains(words, "Try again");
    assertThat(rows()).isEmpty();
  }

  private HttpResponse<String> signIn() {
    return browser.get(pathOf(visitor.pass(begin(), user)));
  }

  private HttpResponse<String> proveAnew(String name) {
    return browser.get(pathOf(visitor.pass(beginAnew(), name)));
  }

  private URI beginAnew() {
    var answer = browser.get("/oauth2/authorization/anew");
    assertThat(location(answer))
        .contains("prompt=login", "max_age=600", "code_challenge_method=S256", "nonce=");
    return URI.create(location(answer));
  }

  private URI begin() {
    var answer = browser.get("/oauth2/authorization/provider");
    assertThat(location(answer))
        .startsWith(PROVIDER.issuer())
        .contains("code_challenge_method=S256", "nonce=", "state=");
    return URI.create(location(answer));
  }

  private List<Map<String, Object>> rows() {
    return jdbc.sql("select * from users where subject = ?").param(user).query().listOfRows();
  }

  private static Consumer<JwtClaimsSet.Builder> saying(
      String role, String organization, Consumer<JwtClaimsSet.Builder> more) {
    return all -> {
      all.claim("realm", Map.of("roles", List.of("staff", role)));
      all.claim("organization", List.of(organization));
      all.claim("amr", List.of("pwd", "otp"));
      more.accept(all);
    };
  }

  private static Consumer<JwtClaimsSet.Builder> provedAt(Duration ago) {
    return all -> all.claim("auth_time", Instant.now().minus(ago).getEpochSecond());
  }

  private static String pathOf(URI address) {
    return address.getRawPath() + "?" + address.getRawQuery();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Of the same user, in another browser. */
  private final class Session {

    private final Browser browser = new Browser(PORT);

    HttpResponse<String> signIn() {
      var begin = URI.create(location(browser.get("/oauth2/authorization/provider")));
      return browser.get(pathOf(new Visitor().pass(begin, user)));
    }
  }
}
