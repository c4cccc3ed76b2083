package licensing.web.licenses;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.Offers;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.Month;
import licensing.reading.OwnedLicenses.Order;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.OwnedLicenses.State;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.search.LicenseFilter;
import licensing.reading.search.LicenseFilter.Standing;
import licensing.reading.search.LicenseSearch;
import licensing.web.PagesTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.ResultMatcher;

@PagesTest
class LicenseManagementTest {

  private static final String ADDRESS = "/licenses/migration";
  private static final String KEY = "0-1772366400000001-" + PURCHASE;
  private static final Cursor OLDER = Cursor.parse("after-" + KEY);
  private static final Cursor NEWER = Cursor.parse("before-" + KEY);

  private static final Condition MEANT = Condition.of("the licenses that are meant");

  @Autowired MockMvc http;
  @Autowired OwnedLicenses licenses;
  @Autowired LicenseSearch search;
  @Autowired PurchaseRecords purchases;
  @Autowired Offers offers;

  @BeforeEach
  void listNothing() {
    owns(new Page<>(List.of(), null, null));
    bought(new Page<>(List.of(), null, null));
  }

  @Test
  void aShortListHasNothingToLeafThrough() throws Exception {
    owns(new Page<>(List.of(license()), null, null));
    bought(new Page<>(List.of(ended(PurchaseOutcome.Kind.LICENSED)), null, null));

    show(ADDRESS)
        .andExpect(content().string(containsString("KEY-1")))
        .andExpect(content().string(containsString("19.00 USD given back")))
        .andExpect(content().string(not(containsString("name=\"q\""))))
        .andExpect(content().string(not(containsString("Older"))))
        .andExpect(content().string(not(containsString("Newer"))));
  }

  @Test
  void listsPurchasesOfEveryKind() throws Exception {
    var resilience = ofKind(Offer.Kind.DISASTER_RESILIENCE, ended(PurchaseOutcome.Kind.LAPSED));
    given(purchases.open(BUYER.organization())).willReturn(List.of(confirming()));
    bought(new Page<>(List.of(resilience), null, null));

    show(ADDRESS)
        .andExpect(content().string(containsString("3 migration licenses")))
        .andExpect(content().string(containsString("3 disaster resilience licenses")));
  }

  @Test
  void followsWhatIsOpenAndNothingElse() throws Exception {
    show(ADDRESS)
        .andExpect(content().string(not(containsString("data-events"))))
        .andExpect(content().string(not(containsString("http-equiv=\"refresh\""))));

    given(purchases.open(BUYER.organization())).willReturn(List.of(confirming()));
    show(ADDRESS)
        .andExpect(content().string(containsString("data-events=\"/purchases/events\"")))
        .andExpect(
            content()
                .string(
                    containsString(
                        "data-status=\"%s-1\"".formatted(PURCHASE.toString().substring(0, 8)))))
        .andExpect(content().string(containsString("http-equiv=\"refresh\"")));
  }

  @Test
  void offersNothingThatIsNotSold() throws Exception {
    show(ADDRESS)
        .andExpect(content().string(containsString("not sold any more")))
        .andExpect(content().string(not(containsString(ADDRESS + "/add"))));
    http.perform(get(ADDRESS).locale(Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
        .andExpect(content().string(containsString("已停售")));

    given(offers.of(Offer.Kind.MIGRATION)).willReturn(Optional.of(OFFER));
    show(ADDRESS)
        .andExpect(content().string(containsString(ADDRESS + "/add")))
        .andExpect(content().string(not(containsString("not sold any more"))));
  }

  @Test
  void leafsThroughBothListsByPlainLinks() throws Exception {
    owns(new Page<>(List.of(license()), NEWER, OLDER));
    bought(new Page<>(List.of(ended(PurchaseOutcome.Kind.LAPSED)), null, OLDER));

    show(ADDRESS)
        .andExpect(linksTo("?licenses=before-" + KEY + "#owned"))
        .andExpect(linksTo("?licenses=after-" + KEY + "#owned"))
        .andExpect(linksTo("?past=after-" + KEY + "#past"))
        .andExpect(content().string(containsString("aria-label=\"Pages of the past orders\"")));
    http.perform(get(ADDRESS).locale(Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
        .andExpect(content().string(containsString("较早")))
        .andExpect(content().string(not(containsString("??"))));
  }

  @Test
  void showsThePageThatIsAskedForAndLeavesTheOtherListWhereItIs() throws Exception {
    given(
            licenses.find(
                eq(BUYER.organization()),
                eq(Offer.Kind.MIGRATION),
                any(),
                eq(Order.NEWEST),
                eq(OLDER),
                eq(20)))
        .willReturn(new Page<>(List.of(license()), NEWER, null));
    bought(new Page<>(List.of(ended(PurchaseOutcome.Kind.LAPSED)), null, OLDER));

    show(ADDRESS + "?licenses=after-" + KEY)
        .andExpect(content().string(containsString("KEY-1")))
        .andExpect(content().string(containsString("name=\"q\"")))
        .andExpect(linksTo("?licenses=before-" + KEY + "#owned"))
        .andExpect(linksTo("?licenses=after-" + KEY + "&amp;past=after-" + KEY + "#past"));
  }

  @Test
  void leavesOutWhatIsNotAskedFor() throws Exception {
    owns(new Page<>(List.of(license()), null, OLDER));
    given(
            search.condition(
                BUYER.organization(),
                new LicenseFilter("MIG-7H3K", Standing.EXPIRING, Order.ENDING)))
        .willReturn(MEANT);

    show(ADDRESS + "?q= MIG-7H3K &state=expiring&order=ending")
        .andExpect(content().string(containsString("value=\"MIG-7H3K\"")))
        .andExpect(content().string(containsString("Show all")))
        .andExpect(
            linksTo(
                "?q=MIG-7H3K&amp;state=expiring&amp;order=ending&amp;licenses=after-"
                    + KEY
                    + "#owned"));
    verify(licenses).find(any(), any(), eq(MEANT), eq(Order.ENDING), isNull(), anyInt());

    owns(new Page<>(List.of(), null, null));
    show(ADDRESS + "?q=nobody").andExpect(content().string(containsString("No license matches")));
    show(ADDRESS + "?state=none&order=none")
        .andExpect(content().string(containsString("has no migration license")));
  }

  @Test
  void exportsWhatIsAskedForAsAFileOfItsOwn() throws Exception {
    owns(new Page<>(List.of(license()), null, OLDER));
    given(licenses.find(any(), any(), any(), eq(Order.ENDING), eq(OLDER), anyInt()))
        .willReturn(new Page<>(List.of(boughtBy("=cmd()")), NEWER, null));

    String file =
        show(ADDRESS + ".csv?state=active&order=ending")
            .andExpect(header().string("Content-Disposition", containsString("licenses-")))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);

    assertThat(file.lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("\uFEFFlicense key,kind,state,");
    assertThat(file).contains("KEY-1,MIGRATION,ACTIVE,3,1,", ",buyer,", "'=cmd()", ",19.00");
    verify(licenses).find(any(), any(), any(), eq(Order.ENDING), isNull(), anyInt());
  }

  @Test
  void drawsWhatIsInForceAndWhatExpires() throws Exception {
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    given(licenses.months(BUYER.organization(), Offer.Kind.MIGRATION))
        .willReturn(
            List.of(
                new Month(now.minusMonths(20), 5, 0, 0),
                new Month(now.minusMonths(2), 3, 4, 0),
                new Month(now.plusMonths(3), 0, 0, 4)));

    show(ADDRESS + "/charts");

    LicenseCharts charts =
        LicenseCharts.of(licenses.months(BUYER.organization(), Offer.Kind.MIGRATION), now);
    assertThat(charts.valid())
        .extracting(LicenseCharts.Bar::count)
        .containsExactly(5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 4L, 4L, 4L);
    assertThat(charts.valid().getLast().share()).isEqualTo(80);
    assertThat(charts.expiring())
        .extracting(LicenseCharts.Bar::count)
        .containsExactly(0L, 0L, 0L, 4L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    http.perform(get(ADDRESS + "/charts").locale(Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
        .andExpect(content().string(not(containsString("??"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "after-",
        "after-0-x-00000000-0000-4000-8000-000000000000",
        "after-0-99999999999999999-00000000-0000-4000-8000-000000000000",
        "after-0--1-00000000-0000-4000-8000-000000000000",
        "after-0-1-00000000-0000-4000-8000-00000000000",
        "AFTER-0-1-00000000-0000-4000-8000-000000000000",
        "after-0-1-00000000-0000-4000-8000-000000000000' or true --",
        "after-0-1-00000000-0000-4000-8000-000000000000\n"
      })
  void anythingElseIsAnsweredClearly(String text) throws Exception {
    for (String list : List.of("licenses", "past")) {
      http.perform(get(ADDRESS).param(list, text).with(as(BUYER)))
          .andExpect(status().isBadRequest())
          .andExpect(content().string(containsString("No such part of the list")))
          .andExpect(content().string(containsString("href=\"" + ADDRESS + "\"")));
    }
    verifyNoInteractions(licenses, purchases);
  }

  private ResultActions show(String address) throws Exception {
    return http.perform(get(address).with(as(BUYER))).andExpect(status().isOk());
  }

  private static ResultMatcher linksTo(String query) {
    return content().string(containsString("href=\"" + ADDRESS + query + "\""));
  }

  private void owns(Page<OwnedLicense> shown) {
    given(licenses.find(any(), any(), any(), any(), isNull(), anyInt())).willReturn(shown);
  }

  private void bought(Page<PurchaseRecord> shown) {
    given(purchases.past(any(), isNull(), anyInt())).willReturn(shown);
  }

  private static PurchaseRecord ofKind(Offer.Kind kind, PurchaseRecord like) {
    var of = like.subscription();
    var offer = new Offer(kind, OFFER.unitPrice(), 365, 1, 99, true);
    return new PurchaseRecord(
        new Subscription(
            of.purchase(),
            of.buyer(),
            offer,
            of.quantity(),
            of.autoRenew(),
            of.total(),
            of.consent(),
            of.subscribedAt(),
            of.payBefore()),
        like.organizationName(),
        like.boughtBy(),
        like.progress(),
        null,
        false,
        null,
        like.endedAt(),
        null,
        null,
        false,
        null,
        false,
        false);
  }

  private static OwnedLicense license() {
    return boughtBy("buyer");
  }

  private static OwnedLicense boughtBy(String name) {
    return new OwnedLicense(
        Objects.requireNonNull(active().license()),
        State.ACTIVE,
        name,
        1,
        Money.parse("19.00 USD"),
        false);
  }
}
