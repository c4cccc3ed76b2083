package licensing.web.admin;

import static licensing.web.testing.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import licensing.web.admin.AdminUsers.Outcome;
import licensing.web.admin.AdminUsers.UserAct;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.Authenticator;
import licensing.web.testing.Browser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ConsoleTest
class UserPagesTest {

  private static final Pattern LINK = Pattern.compile("id=\"link\">([^<]+)<");
  private static final String PASSWORD = "seven odd llamas sing";

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private AdminUsers users;
  @LocalServerPort private int port;

  private Browser browser;
  private ConsoleUser admin;

  @BeforeEach
  void logIn() {
    jdbc.sql("delete from login_failures").update();
    admin = world.admin();
    browser = new Browser(port);
    assertThat(location(browser.logIn(admin.name(), World.PASSWORD))).isEqualTo("/");
    Authenticator.enrol(browser);
  }

  @Test
  void invitesByALinkThatServesOnce() {
    String name = "ann-" + UUID.randomUUID();
    browser.get("/admin/users/invite");
    var answer = browser.post("/admin/users/invite", invitation(name));
    String link = linkIn(answer);
    assertThat(jdbc.sql("select token_hash from account_links").query(String.class).list())
        .noneMatch(link::contains);

    var ann = new Browser(port);
    assertThat(location(ann.logIn(name, ""))).isEqualTo("/login?error");
    assertThat(ann.get(link).body()).contains("Choose a password", name);
    assertThat(ann.post(link, Map.of("chosen", "short", "again", "short")).statusCode())
        .isEqualTo(422);
    var chosen = Map.of("chosen", PASSWORD, "again", PASSWORD);
    assertThat(location(ann.post(link, chosen))).isEqualTo("/login?chosen");
    assertThat(ann.get("/login?chosen").body()).contains("Your password is set");
    assertThat(location(ann.logIn(name, PASSWORD))).isEqualTo("/");
    assertThat(new Browser(port).get(link).statusCode()).isEqualTo(410);
    ann.get("/");
    assertThat(ann.post(link, chosen).statusCode()).isEqualTo(410);
    assertThat(actions()).contains("INVITE |  | BUYER, Example <b>Ltd</b> | joins us");
  }

  @Test
  void keepsAnInvitationThatWasWrong() {
    browser.get("/admin/users/invite");
    var form = invitation(admin.name());
    var taken = browser.post("/admin/users/invite", form);
    assertThat(taken.statusCode()).isEqualTo(422);
    assertThat(taken.body())
        .contains("this name is taken", "value=\"" + admin.name() + "\"", ">joins us</textarea>");
    var unexplained = browser.post("/admin/users/invite", Map.of("name", "x", "reason", " "));
    assertThat(unexplained.body()).contains("Say why");
    var unreadable =
        browser.post(
            "/admin/users/invite", Map.of("name", "a\u202eb", "role", "BUYER", "reason", "x"));
    assertThat(unreadable.body()).contains("all of which can be read");
  }

  @Test
  void aLinkThatIsOldOrReplacedServesNobody() {
    var buyer = world.buyer();
    String first = linkIn(act(buyer, "RESET"));
    String second = linkIn(act(buyer, "RESET"));
    assertThat(new Browser(port).get(first).statusCode()).isEqualTo(410);
    assertThat(new Browser(port).get(second).statusCode()).isEqualTo(200);
    jdbc.sql("update account_links set expires_at = now() where user_id = ?")
        .param(buyer.id().value())
        .update();
    assertThat(new Browser(port).get(second).body()).contains("This link serves no longer");
  }

  @Test
  void aResetTakesThePasswordAndEverySessionAway() {
    var buyer = world.buyer();
    var there = loggedIn(buyer);
    linkIn(act(buyer, "RESET"));
    assertThat(location(there.get("/"))).isEqualTo("/login");
    assertThat(location(new Browser(port).logIn(buyer.name(), World.PASSWORD)))
        .isEqualTo("/login?error");
  }

  @Test
  void disablesAtOnceAndEnablesAgain() {
    var buyer = world.buyer();
    var there = loggedIn(buyer);
    assertThat(location(act(buyer, "DISABLE"))).endsWith("?done=DISABLE");
    assertThat(location(there.get("/"))).isEqualTo("/login");
    assertThat(location(new Browser(port).logIn(buyer.name(), World.PASSWORD)))
        .isEqualTo("/login?error");
    assertThat(browser.get("/admin/users/" + buyer.id().value()).body()).contains("disabled");
    assertThat(act(buyer, "DISABLE").body()).contains("since it is so already");
    act(buyer, "ENABLE");
    loggedIn(buyer);
    assertThat(actions())
        .contains(
            "DISABLE | enabled | disabled | because", "ENABLE | disabled | enabled | because");
  }

  @Test
  void changesARoleAndEndsItsSessions() {
    var buyer = world.buyer();
    var there = loggedIn(buyer);
    browser.get("/admin/users/" + buyer.id().value());
    browser.post(
        "/admin/users/" + buyer.id().value(),
        Map.of("act", "CHANGE_ROLE", "role", "SUPPORT", "reason", "moves"));
    assertThat(location(there.get("/"))).isEqualTo("/login");
    var promoted = loggedIn(buyer);
    Authenticator.enrol(promoted);
    assertThat(promoted.get("/support/purchases").statusCode()).isEqualTo(200);
    assertThat(actions()).contains("CHANGE_ROLE | BUYER | SUPPORT | moves");
  }

  @Test
  void endsSessions() {
    var buyer = world.buyer();
    var there = loggedIn(buyer);
    act(buyer, "END_SESSIONS");
    assertThat(location(there.get("/"))).isEqualTo("/login");
    loggedIn(buyer);
  }

  @Test
  void nobodyChangesTheirOwnRights() {
    for (var act : UserAct.values()) {
      assertThat(act(admin, act.name()).body()).contains("Nobody changes their own rights");
    }
    assertThat(browser.get("/admin/users").statusCode()).isEqualTo(200);
  }

  @Test
  void ofTwoWhoDisableEachOtherOneStays() throws Exception {
    var other = world.admin();
    var both = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          threads.invokeAll(
              List.of(
                  () -> {
                    both.await();
                    return disable(admin, other);
                  },
                  () -> {
                    both.await();
                    return disable(other, admin);
                  }));
      assertThat(outcomes.stream().map(future -> future.resultNow()))
          .containsExactlyInAnyOrder(
              new Outcome.Done(), new Outcome.Refused(AdminProblem.NOT_ADMIN));
    }
  }

  private Outcome disable(ConsoleUser operator, ConsoleUser whom) {
    var shown = users.find(whom.id().value().toString()).orElseThrow();
    return users.act(operator, UserAct.DISABLE, shown, "", "because");
  }

  @Test
  void theCommandMakesOneWhoIsLedInByALink() {
    String name = "root-" + UUID.randomUUID();
    var made = (Outcome.Linked) users.administrator(name);
    var first = new Browser(port);
    first.get(LinkPage.ADDRESS + made.token());
    first.post(LinkPage.ADDRESS + made.token(), Map.of("chosen", PASSWORD, "again", PASSWORD));
    first.logIn(name, PASSWORD);
    Authenticator.enrol(first);
    assertThat(first.get("/admin/users").statusCode()).isEqualTo(200);
    assertThat(first.get("/admin/actions").body()).contains("a command on the machine", name);
    assertThat(users.administrator(name)).isInstanceOf(Outcome.Linked.class);
    assertThat(users.administrator(world.buyer().name()))
        .isEqualTo(new Outcome.Refused(AdminProblem.NAME_TAKEN));
  }

  @Test
  void listsThoseWhoAreAskedFor() {
    var buyer = world.buyer();
    assertThat(browser.get("/admin/users?q=" + buyer.name()).body())
        .contains(buyer.name(), "Example &lt;b&gt;Ltd&lt;/b&gt;")
        .doesNotContain(">" + admin.name() + "</a>");
    assertThat(browser.get("/admin/users?q=nobody-of-that-name").body())
        .contains("Nobody is found");
    assertThat(browser.get("/admin/users/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void closesAnOrganizationWithItsUsers() {
    var buyer = world.buyer();
    var there = loggedIn(buyer);
    String id = buyer.organization().value().toString();
    browser.get("/admin/organizations");
    var unexplained = browser.post("/admin/organizations", Map.of("id", id));
    assertThat(unexplained.body()).contains("Say why");
    assertThat(location(browser.post("/admin/organizations", Map.of("id", id, "reason", "left"))))
        .endsWith("?done=closed");
    assertThat(location(there.get("/"))).isEqualTo("/login");
    var own = Map.of("id", admin.organization().value().toString(), "reason", "x");
    assertThat(browser.post("/admin/organizations", own).body())
        .contains("or closes their own organization");
  }

  @Test
  void marksAnOrganizationAsATest() {
    String id = world.buyer().organization().value().toString();
    browser.get("/admin/organizations");
    var form = Map.of("id", id, "act", "MARK_TEST", "reason", "our own shop");
    assertThat(browser.post("/admin/organizations", Map.of("id", id, "act", "MARK_TEST")).body())
        .contains("Say why");
    assertThat(location(browser.post("/admin/organizations", form))).contains("?done=");
    assertThat(browser.post("/admin/organizations", form).statusCode()).isEqualTo(422);
    assertThat(
            jdbc.sql("select test from organizations where id = ?::uuid and closed_at is null")
                .param(id)
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(actions()).anyMatch(each -> each.startsWith("MARK_TEST"));
  }

  @Test
  void makesAnOrganizationOfEachNameOnce() {
    String name = "Acme " + UUID.randomUUID();
    browser.get("/admin/organizations");
    var form = Map.of("name", name, "providerName", name, "reason", "buys");
    assertThat(location(browser.post("/admin/organizations", form))).endsWith("?done=created");
    assertThat(browser.post("/admin/organizations", form).body()).contains("this name is taken");
    assertThat(browser.get("/admin/users/invite").body()).contains(name);
  }

  @Test
  void whatWasDoneIsNeverChanged() {
    act(world.buyer(), "END_SESSIONS");
    for (String change :
        List.of("update admin_actions set reason = ''", "delete from admin_actions")) {
      assertThatExceptionOfType(DataAccessException.class)
          .isThrownBy(() -> jdbc.sql(change).update())
          .withMessageContaining("rows are only added");
    }
  }

  private Map<String, String> invitation(String name) {
    return Map.of(
        "name",
        name,
        "organization",
        admin.organization().value().toString(),
        "role",
        "BUYER",
        "reason",
        "joins us");
  }

  private HttpResponse<String> act(ConsoleUser whom, String act) {
    String page = "/admin/users/" + whom.id().value();
    browser.get(page);
    return browser.post(page, Map.of("act", act, "role", "BUYER", "reason", "because"));
  }

  private Browser loggedIn(ConsoleUser user) {
    var there = new Browser(port);
    assertThat(location(there.logIn(user.name(), World.PASSWORD))).isEqualTo("/");
    return there;
  }

  private static String linkIn(HttpResponse<String> page) {
    var found = LINK.matcher(page.body());
    assertThat(found.find()).as(page.body()).isTrue();
    return URI.create(found.group(1)).getPath();
  }

  private List<String> actions() {
    return jdbc.sql(
            """
            select action || ' | ' || before || ' | ' || after || ' | ' || reason
            from admin_actions where operator = ?""")
        .param(admin.id().value())
        .query(String.class)
        .list();
  }
}
