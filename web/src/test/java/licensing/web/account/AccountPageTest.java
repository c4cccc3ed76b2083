package licensing.web.account;

import static licensing.web.testing.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.Browser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ConsoleTest
class AccountPageTest {

  private static final String CHOSEN = "otter lantern viaduct";
  private static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([0-9a-f]{64})\"");

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @LocalServerPort private int port;

  @BeforeEach
  void forgetEarlierFailures() {
    jdbc.sql("delete from login_failures").update();
  }

  @Test
  void changesThePasswordAndEndsAllOtherSessions() {
    var buyer = world.buyer();
    var browser = loggedIn(buyer);
    var elsewhere = loggedIn(buyer);
    browser.get("/account/password");
    String before = browser.cookie("session");

    var answer = browser.post("/account/password", form(World.PASSWORD, CHOSEN, CHOSEN));
    assertThat(location(answer)).isEqualTo("/account?done=password");
    assertThat(browser.cookie("session")).isNotEqualTo(before);
    assertThat(browser.get("/account?done=password").body()).contains("Your password is changed");
    assertThat(sessionsOf(buyer)).isOne();
    assertThat(location(elsewhere.get("/"))).isEqualTo("/login");
    assertThat(location(new Browser(port).logIn(buyer.name(), World.PASSWORD)))
        .isEqualTo("/login?error");
    assertThat(location(new Browser(port).logIn(buyer.name(), CHOSEN))).isEqualTo("/");
  }

  @Test
  void saysWhatIsWrongWithANewPassword() {
    var browser = loggedIn(world.buyer());
    browser.get("/account/password");

    assertThat(refused(browser, form("a guess", CHOSEN, CHOSEN)))
        .contains("The password until now is not right");
    assertThat(refused(browser, form(World.PASSWORD, CHOSEN, CHOSEN + "s")))
        .contains("not typed the same twice");
    assertThat(refused(browser, form(World.PASSWORD, World.PASSWORD, World.PASSWORD)))
        .contains("is the one until now");
    assertThat(refused(browser, form(World.PASSWORD, "short", "short"))).contains("too short");
    assertThat(refused(browser, Map.of())).contains("is the one until now");
  }

  private static String refused(Browser browser, Map<String, String> form) {
    var answer = browser.post("/account/password", form);
    assertThat(answer.statusCode()).isEqualTo(422);
    return answer.body();
  }

  @Test
  void keepsAMailAddressOfOnesOwn() {
    var browser = loggedIn(world.buyer());
    browser.get("/account");

    var wrong = browser.post("/account/email", Map.of("email", "nobody\"<"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("looks like name@example.com", "value=\"nobody&quot;&lt;\"");
    assertThat(location(browser.post("/account/email", Map.of("email", " ann@buyer.example "))))
        .isEqualTo("/account?done=email");
    assertThat(browser.get("/account").body()).contains("value=\"ann@buyer.example\"");
    browser.post("/account/email", Map.of("email", ""));
    assertThat(browser.get("/account?language=zh-CN").body()).doesNotContain("@buyer", "??");
  }

  @Test
  void countsAWrongOldPasswordAsAFailedLogin() {
    var browser = loggedIn(world.buyer());
    browser.get("/account/password");
    for (int guess = 0; guess < 5; guess++) {
      browser.post("/account/password", form("guess " + guess, CHOSEN, CHOSEN));
    }
    var answer = browser.post("/account/password", form(World.PASSWORD, CHOSEN, CHOSEN));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body()).contains("Too many failed logins");
  }

  @Test
  void showsNothingElseBeforeAPasswordOfOnesOwnIsChosen() {
    var buyer = world.buyer();
    jdbc.sql("update users set password_initial = true where name = ?")
        .param(buyer.name())
        .update();
    var browser = new Browser(port);
    assertThat(location(browser.get("/licenses/migration"))).isEqualTo("/login");
    browser.logIn(buyer.name(), World.PASSWORD);

    assertThat(location(browser.get("/licenses/migration"))).isEqualTo("/account/password");
    assertThat(location(browser.get("/account"))).isEqualTo("/account/password");
    assertThat(browser.get("/account/password").body()).contains("Somebody else has set");
    assertThat(location(browser.post("/account/sessions/end", Map.of())))
        .isEqualTo("/account/password");
    browser.post("/account/password", form(World.PASSWORD, CHOSEN, CHOSEN));
    assertThat(browser.get("/licenses/migration").statusCode()).isEqualTo(200);
    assertThat(location(loggedIn(buyer, CHOSEN).get("/account"))).isEmpty();
  }

  @Test
  void listsSessionsAndEndsThemOneByOneOrAllButThisOne() {
    var buyer = world.buyer();
    var browser = loggedIn(buyer);
    var second = loggedIn(buyer);
    var third = loggedIn(buyer);

    String page = browser.get("/account").body();
    assertThat(page).contains("This one", "127.0.0.1", "Unknown");
    var mark = MARK.matcher(page);
    assertThat(mark.find()).isTrue();
    browser.post("/account/sessions/end", Map.of("mark", mark.group(1)));
    assertThat(sessionsOf(buyer)).isEqualTo(2);
    assertThat(second.get("/").statusCode() + third.get("/").statusCode()).isEqualTo(200 + 302);

    var other = loggedIn(world.buyer());
    other.get("/account");
    other.post("/account/sessions/end", Map.of("mark", mark.group(1)));
    browser.post("/account/sessions/end", Map.of());
    assertThat(sessionsOf(buyer)).isOne();
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
    assertThat(other.get("/account").statusCode()).isEqualTo(200);
  }

  private Browser loggedIn(ConsoleUser user) {
    return loggedIn(user, World.PASSWORD);
  }

  private Browser loggedIn(ConsoleUser user, String password) {
    var browser = new Browser(port);
    browser.logIn(user.name(), password);
    browser.get("/account");
    return browser;
  }

  private static Map<String, String> form(String old, String chosen, String again) {
    return Map.of("old", old, "chosen", chosen, "again", again);
  }

  private int sessionsOf(ConsoleUser user) {
    return jdbc.sql("select count(*) from spring_session where principal_name = ?")
        .param(user.name())
        .query(Integer.class)
        .single();
  }
}
