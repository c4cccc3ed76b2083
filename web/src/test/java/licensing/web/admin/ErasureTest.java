package licensing.web.admin;

import static licensing.web.testing.Browser.location;
import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import licensing.edge.MailRequests;
import licensing.evidence.EvidenceChains;
import licensing.evidence.EvidenceChains.EvidenceProblem;
import licensing.evidence.EvidenceStore;
import licensing.purchase.PurchaseId;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.Authenticator;
import licensing.web.testing.Browser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionOperations;

/** Somebody asks to be forgotten, who bought, and decided about what others bought. */
@ConsoleTest
class ErasureTest {

  @Autowired private World world;
  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private EvidenceStore store;
  @Autowired private MailRequests mails;
  @Autowired private EvidenceChains chains;
  @Autowired private TransactionOperations transaction;
  @LocalServerPort private int port;

  private ConsoleUser admin;
  private ConsoleUser person;

  @BeforeEach
  void somebody() {
    jdbc.sql("delete from login_failures").update();
    admin = world.admin();
    person = world.support();
  }

  @Test
  void leavesTheNameNowhereAndTheEvidenceSound() throws Exception {
    var there = new Browser(port);
    there.logIn(person.name(), World.PASSWORD);
    Authenticator.enrol(there);
    new Browser(port).logIn(person.name(), "not their password");
    PurchaseId purchase = boughtAndDecided();
    assertThat(tablesWith(person.name()))
        .contains(
            "users",
            "spring_session",
            "support_actions",
            "bulk_runs",
            "admin_actions",
            "api_keys",
            "mails");

    act("DISABLE");
    assertThat(act("ERASE")).contains("/admin/users/" + person.id().value());

    assertThat(tablesWith(person.name())).isEmpty();
    var problems = new ArrayList<EvidenceProblem>();
    chains.verify(person.organization(), problems::add);
    assertThat(problems).isEmpty();
    assertThat(
            jdbc.sql("select count(*) from second_factors where user_id = ?")
                .param(person.id().value())
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(location(there.get("/"))).isEqualTo("/login");
    assertThat(location(new Browser(port).logIn(person.name(), World.PASSWORD)))
        .isEqualTo("/login?error");

    String at = "/support/purchases/" + purchase;
    for (String path : List.of(at, at + "/evidence", at + "/timeline", "/support/bulk")) {
      assertThat(page(world.support(), path)).as(path).contains("erased user");
    }
    assertThat(page(admin, "/admin/actions")).contains("erased user");
    assertThat(page(admin, address() + "?language=zh-CN")).contains("已删除的用户");
  }

  @Test
  void isForGood() throws Exception {
    assertThat(act("ERASE")).as("of somebody who may log in").isNull();
    act("DISABLE");
    act("ERASE");
    for (String act : List.of("ENABLE", "ERASE", "RESET", "CHANGE_ROLE")) {
      assertThat(act(act)).as(act).isNull();
    }
    assertThat(page(admin, address())).contains("erased user").doesNotContain("name=\"act\"");
  }

  /** With rows as they were written when these tables had names. */
  private PurchaseId boughtAndDecided() {
    PurchaseId purchase = world.license(person, Duration.ofDays(3));
    jdbc.sql(
            """
            insert into support_actions (purchase_id, action, version_seen, operator, operator_id, reason)
            values (:purchase, 'annotate', 1, :name, :id, 'before'),
              (:purchase, 'annotate', 2, :name, null, 'long before'),
              (:purchase, 'annotate', 3, :id::text, :id, 'now')""")
        .param("purchase", purchase.value())
        .param("name", person.name())
        .param("id", person.id().value())
        .update();
    jdbc.sql(
            """
            insert into bulk_runs (id, operator, operator_id, reason, action, address, confirmed, chosen, stopped)
            values (?, ?, ?, 'back again', 'RETRY_NOW', '', 1, 1, ?)""")
        .params(
            UUID.randomUUID(),
            person.name(),
            person.id().value(),
            "%s (%s): enough".formatted(person.name(), person.id()))
        .update();
    jdbc.sql(
            """
            insert into webhook_endpoints (id, organization_id, address, types, made_by)
            values (?, ?, 'https://example.com/hooks', '{license.activated}', ?)""")
        .params(UUID.randomUUID(), person.organization().value(), person.id().value())
        .update();
    jdbc.sql(
            """
            insert into admin_actions (operator, action, subject, before, after, reason)
            values (?, 'INVITE', ?, '', 'SUPPORT', 'joins us')""")
        .params(admin.id().value(), "%s (%s)".formatted(person.name(), person.id()))
        .update();
    world.addresses(person);
    mails.again(purchase, person.id());
    jdbc.sql("update users set email = name || '@example.com' where id = ?")
        .param(person.id().value())
        .update();
    jdbc.sql(
            """
            update mails set state = 'REFUSED', recipient = person.email,
              reason = '550 ' || person.email || ' is unknown'
            from users person where person.id = ? and purchase_id = ?""")
        .params(person.id().value(), purchase.value())
        .update();
    // At the address of today, and at one from before, which is nobody's any more.
    jdbc.sql(
            """
            insert into mails (id, type, organization_id, purchase_id, recipient, recipient_id)
            select gen_random_uuid(), 'webhook.disabled', organization_id, :purchase, address, known
            from users cross join lateral
              (values (email, null), ('once-' || email, id)) written (address, known)
            where id = :person""")
        .param("purchase", world.openPurchase(admin).value())
        .param("person", person.id().value())
        .update();
    transaction.executeWithoutResult(status -> store.keep(purchase));
    jdbc.sql(
            """
            insert into api_keys (id, organization_id, user_id, name, scopes)
            values (:id, :organization, :user, :name || ' on a laptop', '{offers:read}')""")
        .param("id", UUID.randomUUID())
        .param("organization", person.organization().value())
        .param("user", person.id().value())
        .param("name", person.name())
        .update();
    return purchase;
  }

  /** Whatever column it is in: one that is added is looked at as well. */
  private List<String> tablesWith(String name) {
    return jdbc
        .sql(
            """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')""")
        .query(String.class)
        .list()
        .stream()
        .filter(table -> holds(table, name))
        .toList();
  }

  private boolean holds(String table, String name) {
    String bytes =
        String.join(
            "",
            jdbc.sql(
                    """
                    select ' or position(convert_to(:name, ''UTF8'') in ' || quote_ident(attname) || ') > 0'
                    from pg_attribute where attrelid = ?::regclass and atttypid = 'bytea'::regtype
                      and attnum > 0 and not attisdropped"""
                        .replace("''", "''"))
                .param(table)
                .query(String.class)
                .list());
    return jdbc.sql(
            "select exists (select from \"%s\" looked where position(:name in looked::text) > 0%s)"
                .formatted(table, bytes))
        .param("name", name)
        .query(Boolean.class)
        .single();
  }

  private String address() {
    return "/admin/users/" + person.id().value();
  }

  /** Where it leads; null where it is refused. */
  private String act(String act) throws Exception {
    return web.perform(
            post(address())
                .param("act", act)
                .param("role", "BUYER")
                .param("reason", "they asked")
                .with(as(admin))
                .with(csrf()))
        .andReturn()
        .getResponse()
        .getRedirectedUrl();
  }

  private String page(ConsoleUser user, String path) throws Exception {
    return web.perform(get(path).with(as(user))).andReturn().getResponse().getContentAsString();
  }
}
