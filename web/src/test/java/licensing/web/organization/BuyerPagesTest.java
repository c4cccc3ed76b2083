package licensing.web.organization;

import static licensing.web.testing.World.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.Optional;
import licensing.edge.BuyingRights;
import licensing.edge.BuyingRights.Limit;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.testing.ConsoleTest;
import licensing.web.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Who says who may buy, and what comes of it. */
@ConsoleTest
class BuyerPagesTest {

  private static final String PAGE = "/organization/buyers";

  @Autowired private MockMvc web;
  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private Accounts accounts;
  @Autowired private BuyingRights rights;
  private ConsoleUser owner;
  private ConsoleUser member;

  @BeforeEach
  void anOrganization() throws Exception {
    owner = world.buyer();
    member = colleague(world.buyer());
    ConsoleUser support = world.support();
    String any = "/support/organizations/" + owner.organization() + "/buyers";
    assertThat(send(support, any, owner, "ANY", "", true, "").getStatus()).isEqualTo(422);
    assertThat(send(support, any, owner, "ANY", "", true, "they asked").getStatus()).isEqualTo(303);
  }

  private ConsoleUser colleague(ConsoleUser user) {
    jdbc.sql("update users set organization_id = ? where id = ?")
        .params(owner.organization().value(), user.id().value())
        .update();
    return accounts.of(user.id()).orElseThrow();
  }

  @Test
  void anOwnerLimitsAColleagueFromTheNextOrderOn() throws Exception {
    assertThat(limit(owner, member, "UP_TO", "100.00")).isEqualTo(303);

    assertThat(rights.of(member.buyer())).contains(new Limit(Money.parse("100.00 USD")));
    assertThat(page(member, PAGE + "?done=changed"))
        .contains("may order for up to 100.00 USD at once", "Only owners", "AS_EVERYBODY")
        .doesNotContain("<form class=\"form\"");
    limit(owner, member, "NONE", "100.00");
    assertThat(rights.of(member.buyer())).contains(new Limit(null));
    limit(owner, member, "NONE", "");
    limit(owner, member, "AS_EVERYBODY", "");
    assertThat(rights.of(member.buyer())).isEmpty();
    assertThat(events())
        .containsExactly(
            "AS_EVERYBODY > ANY, OWNER",
            "AS_EVERYBODY > UP_TO 100.00 USD",
            "UP_TO 100.00 USD > NONE",
            "NONE > AS_EVERYBODY");
  }

  @Test
  void whatHoldsForEverybodyHoldsForNewcomers() throws Exception {
    assertThat(limit(owner, null, "NONE", "")).isEqualTo(303);

    assertThat(rights.of(member.buyer())).contains(new Limit(null));
    assertThat(rights.of(colleague(world.buyer()).buyer())).contains(new Limit(null));
    assertThat(rights.of(owner.buyer())).as("of whom something is said").isEmpty();
    assertThat(limit(owner, null, "AS_EVERYBODY", "")).isEqualTo(422);
  }

  @Test
  void isRefusedToOthersAndForOneself() throws Exception {
    assertThat(limit(member, owner, "NONE", "")).isEqualTo(422);
    assertThat(limit(owner, owner, "UP_TO", "5")).isEqualTo(422);
    assertThat(limit(owner, world.buyer(), "NONE", "")).isEqualTo(422);
    for (String amount : List.of("", "0", "-1", "1e9", "1.001", "12345678901", "ten")) {
      assertThat(limit(owner, member, "UP_TO", amount)).as(amount).isEqualTo(422);
    }
    var wrong = send(owner, PAGE, member, "UP_TO", "1,5", false, "for the year");
    assertThat(wrong.getContentAsString())
        .contains("value=\"1,5\"", "value=\"for the year\"", "Enter the greatest total");
    String any = "/support/organizations/" + owner.organization() + "/buyers";
    assertThat(send(owner, any, member, "NONE", "", false, "why").getStatus()).isEqualTo(404);
    assertThat(limit(owner, member, "SOME", "")).isEqualTo(400);
    assertThat(rights.of(member.buyer())).isEmpty();
    assertThat(events()).hasSize(1);
  }

  /** Who leaves the organization is its owner no more, and comes into another without limits. */
  @Test
  void whatWasSaidStaysWithTheOrganization() throws Exception {
    send(owner, PAGE, member, "UP_TO", "50", true, "");
    assertThat(rights.owners(owner.organization())).contains(owner.name(), member.name());
    jdbc.sql("update users set organization_id = ? where id = ?")
        .params(world.buyer().organization().value(), member.id().value())
        .update();
    ConsoleUser moved = accounts.of(member.id()).orElseThrow();

    assertThat(rights.of(moved.buyer())).isEmpty();
    assertThat(rights.owners(owner.organization())).containsExactly(owner.name());
    assertThat(limit(moved, owner, "NONE", "")).isEqualTo(422);
  }

  @Test
  void supportSeesWhatWasRefusedAndWhy() throws Exception {
    limit(owner, member, "UP_TO", "50");
    Money total = Money.parse("57.00 USD");
    Optional<Limit> against =
        rights.against(PurchaseId.random(), member.buyer(), Offer.Kind.MIGRATION, 3, total);

    assertThat(against).contains(new Limit(Money.parse("50.00 USD")));
    assertThat(page(world.support(), "/support/organizations/" + owner.organization()))
        .contains(member.name(), "57.00 USD", "They might order for up to 50.00 USD at once");
    assertThat(page(world.support(), "/support/organizations/" + owner.organization() + "/buyers"))
        .contains("they asked", "AS_EVERYBODY → ANY, OWNER");
  }

  private int limit(ConsoleUser by, ConsoleUser of, String right, String amount) throws Exception {
    return send(by, PAGE, of, right, amount, false, "").getStatus();
  }

  private MockHttpServletResponse send(
      ConsoleUser by,
      String path,
      ConsoleUser of,
      String right,
      String amount,
      boolean owner,
      String reason)
      throws Exception {
    return web.perform(
            post(path)
                .param("user", of == null ? "" : of.id().toString())
                .param("right", right)
                .param("amount", amount)
                .param("currency", "USD")
                .param("owner", Boolean.toString(owner))
                .param("reason", reason)
                .with(as(by))
                .with(csrf()))
        .andReturn()
        .getResponse();
  }

  private String page(ConsoleUser reader, String path) throws Exception {
    return web.perform(get(path).with(as(reader))).andReturn().getResponse().getContentAsString();
  }

  private List<String> events() {
    return jdbc.sql(
            "select before || ' > ' || after from buying_right_events where organization_id = ? order by id")
        .param(owner.organization().value())
        .query(String.class)
        .list();
  }
}
