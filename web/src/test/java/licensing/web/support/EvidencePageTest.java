package licensing.web.support;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import licensing.evidence.EvidenceChains;
import licensing.evidence.EvidenceStore;
import licensing.evidence.EvidenceStore.Entry;
import licensing.purchase.PurchaseId;
import licensing.reading.PublishedTerms;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.util.HtmlUtils;

/** Temporal is down here, and knows no purchase. */
@ConsoleTest
class EvidencePageTest {

  @Autowired private MockMvc web;
  @Autowired private World world;
  @Autowired private EvidenceStore store;
  @Autowired private EvidenceChains chains;
  @Autowired private PublishedTerms terms;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionOperations transaction;

  private ConsoleUser buyer;
  private ConsoleUser support;
  private PurchaseId purchase;

  @BeforeEach
  void aPurchaseLongAgo() {
    buyer = world.buyer();
    support = world.support();
    purchase = world.license(buyer, Duration.ofDays(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void showsAllThatIsKept(String language) throws Exception {
    everythingHappened();
    keep();
    Entry entry = chains.of(purchase).getFirst();

    assertThat(page("?language=" + language))
        .contains(entry.hash(), entry.previousHash(), World.keyOf(purchase), "57.00 USD")
        .contains(consentedTo(), "late &lt;money&gt;")
        .contains(language.equals("en") ? "Visa ending in 1111" : "Visa 尾号 1111")
        .contains("asked by &lt;phone&gt;", "dispute_opened", "class=\"banner good\"")
        .doesNotContain("??", "role=\"alert\"");
  }

  @Test
  void isReachedFromThePurchase() throws Exception {
    String address = "/support/purchases/" + purchase;

    assertThat(body(address)).contains(address + "/evidence");
    assertThat(body("/support/purchases/" + world.openPurchase(buyer))).doesNotContain("/evidence");
  }

  @Test
  void namesADocumentThatWasAltered() throws Exception {
    keep();
    tamper("update evidence set document = replace(document, '57.00', '56.00')");

    assertThat(page(""))
        .contains("Document altered", "position 1", "chip bad", "role=\"alert\"")
        .doesNotContain("banner good");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "<script>", ""})
  void showsThatWhatIsStoredCannotBeRead(String junk) throws Exception {
    keep();
    tamper("update evidence set document = '" + junk + "'");

    assertThat(page("")).contains("cannot be read", "Document altered");
  }

  @Test
  void saysWhereThereIsNone() throws Exception {
    assertThat(page("")).contains("no evidence of it", "Order without evidence");

    purchase = world.openPurchase(buyer);
    assertThat(page("")).contains("has not ended");
  }

  @Test
  void showsTheNewestOfSeveralEditionsFirst() throws Exception {
    keep();
    surplus("RELEASED");
    keep();

    String page = page("");
    assertThat(page).contains("late &lt;money&gt;", "/evidence/1", "/evidence/2");
    assertThat(page.indexOf("Edition 2")).isLessThan(page.indexOf("Written with the end"));
  }

  @Test
  void handsOutTheVeryBytesThatWereHashed() throws Exception {
    keep();

    web.perform(get(address() + "/1").with(as(support)))
        .andExpect(status().isOk())
        .andExpect(header().string("Content-Type", "application/json"))
        .andExpect(
            header()
                .string(
                    "Content-Disposition",
                    "attachment; filename=\"evidence-" + purchase + "-1.json\""))
        .andExpect(content().bytes(chains.of(purchase).getFirst().document().getBytes("UTF-8")));
  }

  @Test
  void existsForSupportAlone() throws Exception {
    keep();

    for (String part : List.of("", "/1")) {
      web.perform(get(address() + part).with(as(buyer))).andExpect(status().isNotFound());
    }
    for (String part : List.of("/2", "/x", "/-1")) {
      web.perform(get(address() + part).with(as(support))).andExpect(status().isNotFound());
    }
    for (String id : List.of("not-an-id", PurchaseId.random().toString())) {
      web.perform(get("/support/purchases/" + id + "/evidence").with(as(support)))
          .andExpect(status().isNotFound());
    }
  }

  /** The newest terms when the purchase began: other tests publish some. */
  private String consentedTo() {
    return HtmlUtils.htmlEscape(terms.current(Locale.ENGLISH).notes().getFirst().heading());
  }

  private void everythingHappened() {
    guardOfAttempts("disable");
    jdbc.sql(
            """
            insert into payment_attempts (purchase_id, number, amount, currency, state, reason,
              platform_reference, authorized_at, card, captured_at)
            values (?::uuid, 1, 57, 'USD', 'DECLINED', 'Do <not> honor', null, null, null, null),
              (?::uuid, 2, 57, 'USD', 'AUTHORIZED', null, ?, now(), 'Visa ending in 1111', now())\
            """)
        .params(purchase.toString(), purchase.toString(), "of " + purchase)
        .update();
    guardOfAttempts("enable");
    jdbc.sql("insert into submitted_payments (purchase_id, attempt) values (?::uuid, 2)")
        .param(purchase.toString())
        .update();
    jdbc.sql(
            """
            insert into surplus_payments values ('late <money> ' || ?, ?::uuid, 2, now(), 'REFUNDED', now())\
            """)
        .params(purchase.toString(), purchase.toString())
        .update();
    jdbc.sql(
            "insert into support_actions values (?::uuid, 'recheck now', 2, 'ann', 'asked by"
                + " <phone>')")
        .param(purchase.toString())
        .update();
    jdbc.sql(
            """
            insert into platform_notifications (id, kind, subject, occurred_at, payload, purchase_id)
            values (gen_random_uuid(), 'dispute_opened', ?, now(), '', ?::uuid)\
            """)
        .params(purchase.toString(), purchase.toString())
        .update();
    world.suspend(purchase);
  }

  private void surplus(String givenBack) {
    guardOfAttempts("disable");
    jdbc.sql(
            """
            insert into payment_attempts (purchase_id, number, amount, currency, state)
            values (?::uuid, 1, 57, 'USD', 'CLOSED')\
            """)
        .param(purchase.toString())
        .update();
    guardOfAttempts("enable");
    jdbc.sql(
            "insert into surplus_payments values ('late <money> ' || ?, ?::uuid, 1, now(), ?,"
                + " now())")
        .params(purchase.toString(), purchase.toString(), givenBack)
        .update();
  }

  /** Against attempts that do not begin open. */
  private void guardOfAttempts(String able) {
    jdbc.sql("alter table payment_attempts %s trigger attempts_begin_open".formatted(able))
        .update();
  }

  private void keep() {
    transaction.executeWithoutResult(status -> store.keep(purchase));
  }

  private void tamper(String change) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("alter table evidence disable trigger user").update();
          jdbc.sql(change + " where purchase_id = ?::uuid").param(purchase.toString()).update();
          jdbc.sql("alter table evidence enable trigger user").update();
        });
  }

  private String page(String query) throws Exception {
    return body(address() + query);
  }

  private String address() {
    return "/support/purchases/" + purchase + "/evidence";
  }

  private String body(String address) throws Exception {
    return web.perform(get(address).with(as(support)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }
}
