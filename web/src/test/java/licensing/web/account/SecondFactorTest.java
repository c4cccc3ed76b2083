package licensing.web.account;

import static licensing.web.testing.Authenticator.codeOf;
import static licensing.web.testing.Authenticator.secretOn;
import static licensing.web.testing.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
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
class SecondFactorTest {

  private static final Pattern RECOVERY = Pattern.compile("<code>([A-Z2-7-]{29})</code>");
  private static final String ASKED = "/support/findings";

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @LocalServerPort private int port;

  @BeforeEach
  void forgetEarlierFailures() {
    jdbc.sql("delete from login_failures").update();
  }

  @Test
  void isSetUpAtTheFirstLoginAndAskedForAtTheNext() {
    var support = world.support();
    var browser = new Browser(port);
    browser.get(ASKED);
    browser.logIn(support.name(), World.PASSWORD);
    assertThat(location(browser.get(ASKED))).isEqualTo("/login/code");
    assertThat(location(browser.get("/"))).isEqualTo("/login/code");
    assertThat(location(browser.get("/account/password"))).isEqualTo("/login/code");
    assertThat(browser.get("/support/purchases/events").statusCode()).isEqualTo(302);
    assertThat(location(browser.get("/login/code"))).isEqualTo("/login/enrol");

    browser.get(ASKED);
    String page = browser.get("/login/enrol").body();
    assertThat(page).contains("<svg", "M4,4h1v1h-1z");
    String secret = secretOn(page);
    assertThat(browser.post("/login/enrol", code("000000")).statusCode()).isEqualTo(422);
    String before = browser.cookie("session");
    String taken = codeOf(secret, 0);
    var done = browser.post("/login/enrol", code(taken));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).contains("href=\"" + ASKED + "\"");
    assertThat(RECOVERY.matcher(done.body()).results()).hasSize(10);
    assertThat(browser.cookie("session")).isNotEqualTo(before);
    assertThat(browser.get(ASKED).statusCode()).isEqualTo(200);
    assertThat(browser.get("/account").body()).contains("recovery codes left: 10");

    var next = passwordProved(support);
    assertThat(location(next.get("/login/enrol"))).isEqualTo("/login/code");
    next.get("/login/code");
    assertThat(next.post("/login/code", code(taken)).statusCode())
        .as("taken before")
        .isEqualTo(422);
    assertThat(location(next.post("/login/code", code(codeOf(secret, 1))))).isEqualTo("/");
    assertThat(next.get(ASKED).statusCode()).isEqualTo(200);
  }

  @Test
  void isNotReplacedByWhoKnowsThePasswordAlone() {
    var support = world.support();
    String secret = secretOf(support);
    var thief = passwordProved(support);
    thief.get("/login/code");
    assertThat(location(thief.post("/login/enrol", code(codeOf(secret, 1)))))
        .isEqualTo("/login/code");
    assertThat(location(thief.post("/account/password", Map.of()))).isEqualTo("/login/code");
  }

  @Test
  void takesEachRecoveryCodeOnce() {
    var support = world.support();
    var first = passwordProved(support);
    String secret = secretOn(first.get("/login/enrol").body());
    String page = first.post("/login/enrol", code(codeOf(secret, 0))).body();
    List<String> codes =
        RECOVERY.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();

    var lost = passwordProved(support);
    lost.get("/login/code");
    assertThat(location(lost.post("/login/code", code(codes.get(3).toLowerCase())))).isEqualTo("/");
    var again = passwordProved(support);
    again.get("/login/code");
    assertThat(again.post("/login/code", code(codes.get(3))).statusCode()).isEqualTo(422);
    assertThat(location(again.post("/login/code", code(codes.get(4))))).isEqualTo("/");
  }

  @Test
  void pausesAfterTooManyWrongCodesFromWhereverTheyCome() {
    var support = world.support();
    String secret = secretOf(support);
    var browser = passwordProved(support);
    browser.get("/login/code");
    for (int guess = 0; guess < 5; guess++) {
      browser.post("/login/code", code("12345" + guess));
    }
    jdbc.sql("delete from login_failures where subject like 'a%'").update();
    assertThat(browser.post("/login/code", code(codeOf(secret, 1))).statusCode()).isEqualTo(429);
  }

  @Test
  void isKeptEncrypted() {
    var support = world.support();
    String secret = secretOf(support);
    byte[] stored =
        jdbc.sql("select secret from second_factors where user_id = ?")
            .param(support.id().value())
            .query((row, number) -> row.getBytes(1))
            .single();
    assertThat(BaseEncoding.base16().encode(stored))
        .doesNotContain(BaseEncoding.base16().encode(BaseEncoding.base32().decode(secret)));
  }

  @Test
  void isNotAskedOfBuyers() {
    var browser = passwordProved(world.buyer());
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    assertThat(location(browser.get("/login/enrol"))).isEqualTo("/");
  }

  private String secretOf(ConsoleUser user) {
    var browser = passwordProved(user);
    String secret = secretOn(browser.get("/login/enrol").body());
    browser.post("/login/enrol", code(codeOf(secret, 0)));
    return secret;
  }

  private Browser passwordProved(ConsoleUser user) {
    var browser = new Browser(port);
    browser.logIn(user.name(), World.PASSWORD);
    return browser;
  }

  private static Map<String, String> code(String code) {
    return Map.of("code", code);
  }
}
