package licensing.web.support;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import licensing.payment.Money;
import licensing.reading.OrganizationRecords;
import licensing.reading.OrganizationRecords.Dispute;
import licensing.reading.OrganizationRecords.Member;
import licensing.reading.OrganizationRecords.OrganizationRecord;
import licensing.reading.OrganizationRecords.PaidMoney;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.Pager.Page;
import licensing.reading.PurchaseFigures;
import licensing.reading.PurchaseFigures.Latency;
import licensing.reading.PurchaseFigures.Today;
import licensing.reading.PurchaseFigures.Week;
import licensing.reading.Timelines;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseSearch;
import licensing.reading.search.PurchaseSearch.FoundPurchase;
import licensing.web.PagesTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** How all stands, and all of one organization. */
@PagesTest
class OverviewPageTest {

  private static final String OVERVIEW = "/support/overview";
  private static final String ORGANIZATION =
      "/support/organizations/" + BUYER.organization().value();

  @Autowired MockMvc http;
  @Autowired PurchaseFigures figures;
  @Autowired OrganizationRecords organizations;
  @Autowired PurchaseSearch search;
  @Autowired OwnedLicenses licenses;

  @Test
  void tellsNumbersThatLeadToTheirLists() throws Exception {
    given(figures.today())
        .willReturn(new Today(3, 5, 17, 1, 7, Instant.now().minus(Duration.ofHours(3))));
    given(figures.week())
        .willReturn(new Week(200, 150, 120, 119, latency(40, 600), latency(1, 2), null));

    assertThat(shown(OVERVIEW, Locale.ENGLISH))
        .contains("href=\"/support/purchases?attention=any\"")
        .contains("href=\"/support/purchases?step=await-payment\"")
        .contains("?outcome=licensed&amp;age=24&amp;than=within&amp;unit=hours\"")
        .contains("?outcome=open&amp;order=oldest\"", ">13 %</span>", ">3 h</time>")
        .contains("Went on to pay", ">150</td>", ">75 %</td>", "width=\"75\"")
        .contains(">40 s</td>", ">10 min</td>", ">1 s</td>", ">–</td>");
    assertThat(shown(OVERVIEW, Locale.SIMPLIFIED_CHINESE)).contains("前往付款", "3 小时", "10 分钟");
  }

  @Test
  void tellsOfNothing() throws Exception {
    given(figures.today()).willReturn(new Today(0, 0, 0, 0, 0, null));
    given(figures.week()).willReturn(new Week(0, 0, 0, 0, null, null, null));

    assertThat(shown(OVERVIEW, Locale.ENGLISH)).contains(">0 %</td>", ">–</span>");
  }

  @Test
  void tellsAllOfAnOrganization() throws Exception {
    var id = BUYER.organization();
    given(organizations.of(id))
        .willReturn(Optional.of(new OrganizationRecord(id, "<Acme>", NOON, true)));
    given(organizations.people(eq(id), anyInt()))
        .willReturn(
            List.of(
                new Member(BUYER.id(), "ann", "BUYER", false),
                new Member(OTHER.id(), "erased-" + OTHER.id(), "SUPPORT", true)));
    given(organizations.money(id)).willReturn(List.of(new PaidMoney(usd(57), usd(0), usd(19))));
    given(organizations.disputes(eq(id), anyInt()))
        .willReturn(List.of(new Dispute(PURCHASE, Timelines.Kind.DISPUTE_OPEN, usd(57), NOON)));
    var asked =
        new PurchaseFilter(
            id.value().toString(), null, null, null, null, PurchaseFilter.Order.NEWEST);
    given(search.find(asked, null, 25))
        .willReturn(
            new Page<>(
                List.of(new FoundPurchase(active(), null, null, null, null, null)), null, null));
    given(licenses.of(eq(id), any(), any(), anyInt()))
        .willReturn(new Page<>(List.of(), null, null));
    given(licenses.of(eq(id), eq(OFFER.kind()), any(), anyInt()))
        .willReturn(
            new Page<>(
                List.of(
                    new OwnedLicense(
                        active().license(), OwnedLicenses.State.ACTIVE, "ann", 0, null, false)),
                null,
                null));

    assertThat(shown(ORGANIZATION, Locale.ENGLISH))
        .contains("<h1>&lt;Acme&gt; <span class=\"chip warn\">Test</span></h1>", "Closed since")
        .contains(">ann</span>", ">erased user</span>")
        .contains("57.00 USD</b>", "19.00 USD</dd>", "A dispute is open 57.00 USD")
        .contains("<code>KEY-1</code>", "href=\"/support/purchases/" + PURCHASE + "\">3 migration");
    assertThat(shown(ORGANIZATION + "?from=junk", Locale.SIMPLIFIED_CHINESE))
        .contains("争议进行中 57.00 USD", "已删除", "已激活");
  }

  @Test
  void areNotThereForOthersNorForAnOrganizationThatNeverWas() throws Exception {
    for (var page : List.of(OVERVIEW, ORGANIZATION)) {
      http.perform(get(page).with(as(BUYER))).andExpect(status().isNotFound());
    }
    verifyNoInteractions(figures, organizations, search, licenses);
    for (var id : List.of(UUID.randomUUID().toString(), "x", "1-1-1-1-1")) {
      http.perform(get("/support/organizations/" + id).with(as(SUPPORT)))
          .andExpect(status().isNotFound());
    }
    verifyNoInteractions(search);
  }

  private String shown(String address, Locale language) throws Exception {
    var page =
        http.perform(get(address).locale(language).with(as(SUPPORT)))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(page).doesNotContain("??");
    return page;
  }

  private static Latency latency(long half, long most) {
    return new Latency(Duration.ofSeconds(half), Duration.ofSeconds(most));
  }

  private static Money usd(int amount) {
    return Money.parse(amount + ".00 USD");
  }
}
