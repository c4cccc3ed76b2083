package licensing.web.login;

import static licensing.web.testing.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.ServletContext;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginThrottle.LoginSubject;
import licensing.web.login.LoginThrottle.TooManyFailures;
import licensing.web.testing.Browser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.test.web.support.WebTestUtils;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.transaction.support.TransactionOperations;

@ConsoleTest
class LoginTest {

  private static final String PURCHASE = "/purchases/00000000-0000-4000-8000-000000000000";

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private PasswordLogin login;
  @Autowired private LoginThrottle throttle;
  @Autowired private TransactionOperations transaction;
  @Autowired private ServletContext servlets;
  @Autowired private CsrfTokenRepository formTokens;
  @LocalServerPort private int port;

  @BeforeEach
  void forgetEarlierFailures() {
    jdbc.sql("delete from login_failures").update();
  }

  @Test
  void leadsHomeUnderANewSession() {
    var browser = new Browser(port);
    browser.logIn(world.buyer().name(), World.PASSWORD);
    String before = browser.cookie("session");
    var form = Map.of("username", world.buyer().name(), "password", World.PASSWORD);
    browser.get("/account");
    var answer = browser.post("/login", form);
    assertThat(location(answer)).isEqualTo("/");
    assertThat(browser.cookie("session")).hasSize(43 + 1 + 43).isNotEqualTo(before);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
    assertThat(browser.get("/").body())
        .contains("Console homepage", "Example &lt;b&gt;Ltd&lt;/b&gt;");
  }

  /** The cookies of both are one browser's, which keeps what the last answer brings. */
  @Test
  void takesTheFormsOfTwoPagesThatWereOpenedAtOnce() {
    var first = new Browser(port);
    first.logIn(world.buyer().name(), World.PASSWORD);
    var second = first.at(port);
    first.get("/account");
    second.get("/account");
    first.changeCookie("form", second.cookie("form"));
    assertThat(location(first.post("/logout", Map.of()))).isEqualTo("/login?out");
  }

  @Test
  void lastsThoughTheClockOfAHostJumpsForAnHour() {
    var browser = new Browser(port);
    browser.logIn(world.buyer().name(), World.PASSWORD);

    lastUsed(browser, Duration.ofHours(-1));
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    lastUsed(browser, Duration.ofHours(1));
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    lastUsed(browser, Duration.ofHours(-3));
    assertThat(location(browser.get("/"))).isEqualTo("/login");
  }

  /** Pages that are read write nothing, so that none waits for the log of the database. */
  @Test
  void isNotedAsUsedOnceAMinute() {
    var browser = new Browser(port);
    browser.logIn(world.buyer().name(), World.PASSWORD);
    browser.get("/account");
    String written = written(browser);
    browser.get("/account");
    assertThat(written(browser)).isEqualTo(written);

    lastUsed(browser, Duration.ofSeconds(-61));
    long before = expires(browser);
    browser.get("/account");
    assertThat(written(browser)).isNotEqualTo(written);
    assertThat(expires(browser) - before).isBetween(60_000L, 180_000L);
  }

  /** Another one whenever the row is. */
  private String written(Browser browser) {
    return ofSession("cast(xmin as text)", browser, String.class);
  }

  private long expires(Browser browser) {
    return ofSession("expiry_time", browser, Long.class);
  }

  private <T> T ofSession(String column, Browser browser, Class<T> type) {
    return jdbc.sql("select %s from spring_session where session_id = ?".formatted(column))
        .param(browser.cookie("session").split("\\.")[0])
        .query(type)
        .single();
  }

  /** As a host sees it whose clock is that much apart from the one that served it last. */
  private void lastUsed(Browser browser, Duration apart) {
    String session = browser.cookie("session").split("\\.")[0];
    jdbc.sql(
            """
            update spring_session set last_access_time = last_access_time + :apart,
              expiry_time = expiry_time + :apart
            where session_id = :session""")
        .param("apart", apart.toMillis())
        .param("session", session)
        .update();
  }

  @Test
  void tellsNobodyWhichPartWasWrong() {
    var unknown = new Browser(port).logIn("nobody", World.PASSWORD);
    var wrong = new Browser(port).logIn(world.buyer().name(), "wrong");
    assertThat(location(unknown)).isEqualTo("/login?error").isEqualTo(location(wrong));
  }

  @Test
  void keepsTheNameOnceAfterAFailure() {
    var browser = new Browser(port);
    for (String name : List.of("nobody\"><b>", world.buyer().name())) {
      browser.logIn(name, "wrong");
      String page = browser.get("/login?error").body();
      assertThat(page)
          .contains("value=\"" + name.replace("\"><b>", "&quot;&gt;&lt;b&gt;") + "\"")
          .containsPattern("<input id=\"password\"[^>]*autofocus")
          .doesNotContain("wrong\"", "<b>");
      assertThat(browser.get("/login?error").body())
          .doesNotContain("value=\"nobody", "value=\"buyer")
          .containsPattern("<input id=\"username\"[^>]*autofocus");
    }
    browser.logIn("x".repeat(201), "wrong");
    assertThat(browser.get("/login").body()).doesNotContain("x".repeat(10));
    browser.changeCookie("typed", "%%%");
    assertThat(browser.get("/login").statusCode()).isEqualTo(200);
  }

  @Test
  void takesAsLongForAnUnknownNameAsForTheSlowestPassword() {
    var buyer = world.buyer();
    rehashed(buyer, "{bcrypt}$2y$13$" + "a".repeat(53));
    assertThat(login.nobodysHash()).startsWith("{bcrypt}$2a$13$");
    rehashed(buyer, "-");
    assertThat(login.nobodysHash()).doesNotContain("$13$");
  }

  /** However many users there are: each login asks for it. */
  @Test
  void looksTheSlowestPasswordUpInAnIndex() {
    var plan =
        transaction.execute(
            open -> {
              // Else the few rows of a test are read one by one.
              jdbc.sql("set local enable_seqscan = off").update();
              return jdbc.sql("explain " + Accounts.HIGHEST_COST).query(String.class).list();
            });
    assertThat(plan).anySatisfy(step -> assertThat(step).contains("using users_by_password_cost"));
  }

  /** As somebody writes it by hand: it is read, or refused, and never an error of the console's. */
  @Test
  void readsAHashThatLacksItsName() {
    var buyer = world.buyer();
    rehashed(buyer, new BCryptPasswordEncoder(4).encode("by hand"));
    assertThat(location(new Browser(port).logIn(buyer.name(), "wrong"))).isEqualTo("/login?error");
    assertThat(location(new Browser(port).logIn(buyer.name(), "by hand"))).isEqualTo("/");
    rehashed(buyer, "by hand");
    assertThat(location(new Browser(port).logIn(buyer.name(), "by hand")))
        .isEqualTo("/login?error");
  }

  @Test
  void knowsNoNameForWhichASessionHasNoRoom() {
    String longest = "n".repeat(100);
    String question = "update users set name = ? where name = ?";
    jdbc.sql(question).params(longest, world.buyer().name()).update();
    assertThat(location(new Browser(port).logIn(longest, World.PASSWORD))).isEqualTo("/");
    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> jdbc.sql(question).params(longest + "n", longest).update());
    jdbc.sql(question).params("buyer-" + UUID.randomUUID(), longest).update();
  }

  private void rehashed(ConsoleUser user, String hash) {
    jdbc.sql("update users set password_hash = ? where name = ?")
        .params(hash, user.name())
        .update();
  }

  @Test
  void takesOddInputForAWrongLogin() {
    var browser = new Browser(port);
    assertThat(location(browser.logIn("nul\0nul", "\0"))).isEqualTo("/login?error");
    assertThat(location(browser.logIn("x".repeat(5000), "x".repeat(5000))))
        .isEqualTo("/login?error");
    String longer = World.PASSWORD + "x".repeat(100);
    assertThat(location(browser.logIn(world.buyer().name(), longer))).isEqualTo("/login?error");
  }

  @Test
  void pausesAnAccountWhereItFailedTooOften() {
    var buyer = world.buyer();
    var browser = new Browser(port);
    for (int failure = 0; failure < LoginThrottle.LIMIT_OF_ACCOUNT; failure++) {
      assertThat(location(browser.logIn(buyer.name(), "wrong"))).isEqualTo("/login?error");
    }
    var refused = browser.logIn(buyer.name(), World.PASSWORD);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 300L);
    assertThat(refused.body()).contains("Too many failed logins", "<time");
    assertThat(location(browser.logIn(world.buyer().name(), World.PASSWORD))).isEqualTo("/");
  }

  @Test
  void forgivesFailuresAfterALogin() {
    var buyer = world.buyer();
    var browser = new Browser(port);
    for (int round = 0; round < 3; round++) {
      for (int failure = 1; failure < LoginThrottle.LIMIT_OF_ACCOUNT; failure++) {
        browser.logIn(buyer.name(), "wrong");
      }
      var another = new Browser(port);
      assertThat(location(another.logIn(buyer.name(), World.PASSWORD))).isEqualTo("/");
      jdbc.sql("delete from login_failures where subject like 'address %'").update();
    }
  }

  @Test
  void pausesAnAddressThatTriesManyAccounts() {
    var browser = new Browser(port);
    for (int account = 0; account < LoginThrottle.LIMIT_OF_ADDRESS; account++) {
      browser.logIn("nobody-" + account, "guess");
    }
    assertThat(browser.logIn(world.buyer().name(), World.PASSWORD).statusCode()).isEqualTo(429);
  }

  @Test
  void slowsDownWhoGuessesAnAccountFromManyAddresses() {
    String name = world.buyer().name();
    for (int guess = 0; guess <= LoginThrottle.WITHOUT_PAUSE; guess++) {
      throttle.begin(LoginSubject.of(name, "192.0.2." + guess));
    }
    var next = LoginSubject.of(name, "192.0.2.100");
    assertThatExceptionOfType(TooManyFailures.class).isThrownBy(() -> throttle.begin(next));
    jdbc.sql("update login_failures set failed_at = failed_at - interval '1 second'").update();
    throttle.begin(next);
    throttle.begin(LoginSubject.of(world.buyer().name(), "192.0.2.100"));
    assertThat(IntStream.of(9, 10, 11, 13, 14, 999).mapToObj(LoginThrottle::pauseAfter))
        .extracting(Duration::toSeconds)
        .containsExactly(0L, 1L, 2L, 8L, 15L, 15L);
  }

  @Test
  void countsAKnownDeviceApartFromItsNeighbours() {
    var buyer = world.buyer();
    var browser = new Browser(port);
    browser.logIn(buyer.name(), World.PASSWORD);
    browser.post("/logout", Map.of());
    for (int account = 0; account < LoginThrottle.LIMIT_OF_ADDRESS; account++) {
      throttle.begin(LoginSubject.of("nobody-" + account, "127.0.0.1"));
    }
    assertThat(new Browser(port).logIn(buyer.name(), World.PASSWORD).statusCode()).isEqualTo(429);
    assertThat(browser.logIn(world.buyer().name(), World.PASSWORD).statusCode()).isEqualTo(429);
    assertThat(location(browser.logIn(buyer.name(), World.PASSWORD))).isEqualTo("/");
    browser.get("/account");
    browser.post("/logout", Map.of());
    for (int failure = 0; failure < LoginThrottle.LIMIT_OF_ACCOUNT; failure++) {
      browser.logIn(buyer.name(), "wrong");
    }
    assertThat(browser.logIn(buyer.name(), World.PASSWORD).statusCode()).isEqualTo(429);
  }

  @Test
  void tellsTheOwnerWhatFailedMeanwhile() {
    var buyer = world.buyer();
    for (int guess = 0; guess < 3; guess++) {
      new Browser(port).logIn(buyer.name(), "wrong");
    }
    var browser = new Browser(port);
    browser.logIn(buyer.name(), World.PASSWORD);
    assertThat(browser.get("/").body()).contains("3 failed logins");
    assertThat(browser.get("/account").body()).contains("3 logins of this account failed");
    browser.logIn(buyer.name(), World.PASSWORD);
    assertThat(browser.get("/").body()).doesNotContain("failed logins");
  }

  @Test
  void returnsToThePageThatWasAskedFor() {
    var browser = new Browser(port);
    assertThat(location(browser.get("/licenses/migration"))).isEqualTo("/login");
    var answer = browser.logIn(world.buyer().name(), World.PASSWORD);
    assertThat(location(answer)).isEqualTo("/licenses/migration");
  }

  /** Each wants to be the first to write the token of the new session's forms. */
  @Test
  void serveSeveralPagesAtOnceFromTheFirstOn() throws Exception {
    var browser = new Browser(port);
    browser.logIn(world.buyer().name(), World.PASSWORD);
    assertThat(atOnce(6, () -> browser.get("/licenses/migration"))).containsOnly(200);

    var guest = new Browser(port);
    guest.get("/licenses/migration");
    assertThat(atOnce(6, () -> guest.get("/login"))).containsOnly(200);
  }

  private static List<Integer> atOnce(int times, Callable<HttpResponse<String>> request)
      throws Exception {
    var all = new CyclicBarrier(times);
    Callable<Integer> asked =
        () -> {
          all.await();
          return request.call().statusCode();
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(Collections.nCopies(times, asked)).stream()
          .map(Future::resultNow)
          .toList();
    }
  }

  /** Nor does a login page, whose form is only good with the cookie that came with it. */
  @Test
  void storesNothingOfWhoIsNotLoggedIn() {
    // MockMvc's tests leave another one there, which does store it.
    WebTestUtils.setCsrfTokenRepository(new MockHttpServletRequest(servlets), formTokens);
    String count = "select count(*) from spring_session";
    int before = jdbc.sql(count).query(Integer.class).single();
    for (int visit = 0; visit < 100; visit++) {
      var nobody = new Browser(port);
      nobody.get(PURCHASE);
      nobody.get("/login");
      assertThat(nobody.cookie("session")).isEmpty();
    }
    assertThat(jdbc.sql(count).query(Integer.class).single()).isEqualTo(before);
  }

  @Test
  void returnsToThePageOfAFormWhoseSessionEnded() {
    var browser = new Browser(port);
    browser.logIn(world.buyer().name(), World.PASSWORD);
    browser.get("/");
    browser.forgetSession();
    assertThat(location(browser.post(PURCHASE + "/payments/1", Map.of()))).isEqualTo("/login");
    var answer = browser.logIn(world.buyer().name(), World.PASSWORD);
    assertThat(location(answer)).isEqualTo(PURCHASE + "/payment");
  }

  @Test
  void asksAgainWhereTheLoginPageItselfWasOpenTooLong() {
    var browser = new Browser(port);
    browser.get("/login");
    browser.forgetSession();
    var answer = browser.post("/login", Map.of("username", "a", "password", "b"));
    assertThat(location(answer)).isEqualTo("/login?again");
  }

  @Test
  void endsAfterAWorkingDayHoweverBusy() {
    var buyer = world.buyer();
    var browser = new Browser(port);
    browser.logIn(buyer.name(), World.PASSWORD);
    sessionsAreOlder(buyer, Duration.ofHours(11));
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    sessionsAreOlder(buyer, Duration.ofHours(1));
    assertThat(location(browser.get("/licenses/migration"))).isEqualTo("/login");
    assertThat(location(browser.logIn(buyer.name(), World.PASSWORD)))
        .isEqualTo("/licenses/migration");
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"password_hash = '{noop}another'", "role = 'SUPPORT'", "disabled_at = now()"})
  void endsWhereTheAccountIsChanged(String change) {
    var buyer = world.buyer();
    var browser = new Browser(port);
    var elsewhere = new Browser(port);
    browser.logIn(buyer.name(), World.PASSWORD);
    elsewhere.logIn(world.buyer().name(), World.PASSWORD);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    jdbc.sql("update users set " + change + " where name = ?").param(buyer.name()).update();

    assertThat(location(browser.get("/"))).isEqualTo("/login");
    assertThat(elsewhere.get("/").statusCode()).isEqualTo(200);
    assertThat(sessionsOf(buyer)).isZero();
  }

  @Test
  void letsNobodyInWhoIsDisabled() {
    var buyer = world.buyer();
    jdbc.sql("update users set disabled_at = now() where name = ?").param(buyer.name()).update();

    assertThat(location(new Browser(port).logIn(buyer.name(), World.PASSWORD)))
        .isEqualTo("/login?error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"an\nna", "an\u202ena", "an\u200bna", "\ufeffanna", "an\u009fna"})
  void takesNoNameThatReadsAsAnother(String name) {
    var rename = jdbc.sql("update users set name = ? where name = ?");
    assertThatExceptionOfType(DataIntegrityViolationException.class)
        .isThrownBy(() -> rename.params(name, world.buyer().name()).update());
  }

  @Test
  void endsWhereTheAccountIsGone() {
    var buyer = world.buyer();
    var browser = new Browser(port);
    browser.logIn(buyer.name(), World.PASSWORD);
    browser.get("/");
    jdbc.sql("delete from users where name = ?").param(buyer.name()).update();

    assertThat(location(browser.post(PURCHASE + "/withdraw", Map.of()))).isEqualTo("/login");
  }

  @Test
  void endsOnTheServerByLogout() {
    var browser = new Browser(port);
    browser.logIn(world.buyer().name(), World.PASSWORD);
    browser.get("/");
    var stolen = browser.at(port);
    assertThat(stolen.get("/").statusCode()).isEqualTo(200);
    assertThat(location(browser.post("/logout", Map.of()))).isEqualTo("/login?out");
    assertThat(location(stolen.get("/"))).isEqualTo("/login");
  }

  private void sessionsAreOlder(ConsoleUser user, Duration by) {
    jdbc.sql("update spring_session set creation_time = creation_time - ? where principal_name = ?")
        .params(by.toMillis(), user.name())
        .update();
  }

  private int sessionsOf(ConsoleUser user) {
    return jdbc.sql("select count(*) from spring_session where principal_name = ?")
        .param(user.name())
        .query(Integer.class)
        .single();
  }
}
