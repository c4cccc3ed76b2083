package licensing.web.licenses;

import static licensing.web.PageFixtures.*;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import licensing.offer.Offer;
import licensing.offer.OfferKind;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.Excerpt;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.OwnedLicense;
import licensing.reading.OwnedLicenses.State;
import licensing.reading.Place;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.Stretch;
import licensing.reading.Stretch.NewerThan;
import licensing.reading.Stretch.OlderThan;
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
  private static final Place PLACE = new Place(NOON.plusNanos(1_000), PURCHASE);
  private static final String KEY = "1772366400000001-" + PURCHASE;

  @Autowired MockMvc http;
  @Autowired OwnedLicenses licenses;
  @Autowired PurchaseRecords purchases;

  @BeforeEach
  void listNothing() {
    owns(new Excerpt<>(List.of(), null, null));
    bought(new Excerpt<>(List.of(), null, null));
  }

  @Test
  void aShortListHasNothingToLeafThrough() throws Exception {
    owns(new Excerpt<>(List.of(license()), null, null));
    bought(new Excerpt<>(List.of(ended(PurchaseOutcome.Kind.LICENSED)), null, null));

    show(ADDRESS)
        .andExpect(content().string(containsString("KEY-1")))
        .andExpect(content().string(not(containsString("Older"))))
        .andExpect(content().string(not(containsString("Newer"))));
  }

  @Test
  void listsPurchasesOfEveryKind() throws Exception {
    var resilience = ofKind(OfferKind.DISASTER_RESILIENCE, ended(PurchaseOutcome.Kind.LAPSED));
    given(purchases.open(BUYER.organization())).willReturn(List.of(confirming()));
    bought(new Excerpt<>(List.of(resilience), null, null));

    show(ADDRESS)
        .andExpect(content().string(containsString("3 migration licenses")))
        .andExpect(content().string(containsString("3 disaster resilience licenses")));
  }

  @Test
  void leafsThroughBothListsByPlainLinks() throws Exception {
    owns(new Excerpt<>(List.of(license()), new NewerThan(PLACE), new OlderThan(PLACE)));
    bought(new Excerpt<>(List.of(ended(PurchaseOutcome.Kind.LAPSED)), null, new OlderThan(PLACE)));

    show(ADDRESS)
        .andExpect(linksTo("?licenses=newer-" + KEY + "#owned"))
        .andExpect(linksTo("?licenses=older-" + KEY + "#owned"))
        .andExpect(linksTo("?past=older-" + KEY + "#past"))
        .andExpect(content().string(containsString("aria-label=\"Pages of the past purchases\"")));
    http.perform(get(ADDRESS).locale(Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
        .andExpect(content().string(containsString("较早")))
        .andExpect(content().string(not(containsString("??"))));
  }

  @Test
  void showsThePartThatIsAskedForAndLeavesTheOtherListWhereItIs() throws Exception {
    var part = new OlderThan(PLACE);
    given(licenses.of(BUYER.organization(), OfferKind.MIGRATION, part, 20))
        .willReturn(new Excerpt<>(List.of(license()), new NewerThan(PLACE), null));
    bought(new Excerpt<>(List.of(ended(PurchaseOutcome.Kind.LAPSED)), null, new OlderThan(PLACE)));

    show(ADDRESS + "?licenses=older-" + KEY)
        .andExpect(content().string(containsString("KEY-1")))
        .andExpect(linksTo("?licenses=newer-" + KEY + "#owned"))
        .andExpect(linksTo("?licenses=older-" + KEY + "&amp;past=older-" + KEY + "#past"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "older-",
        "older-x-00000000-0000-4000-8000-000000000000",
        "older-99999999999999999-00000000-0000-4000-8000-000000000000",
        "older--1-00000000-0000-4000-8000-000000000000",
        "older-1-00000000-0000-4000-8000-00000000000",
        "OLDER-1-00000000-0000-4000-8000-000000000000",
        "older-1-00000000-0000-4000-8000-000000000000' or true --",
        "older-1-00000000-0000-4000-8000-000000000000\n"
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

  private void owns(Excerpt<OwnedLicense> shown) {
    given(licenses.of(any(), any(), any(Stretch.Newest.class), anyInt())).willReturn(shown);
  }

  private void bought(Excerpt<PurchaseRecord> shown) {
    given(purchases.past(any(), any(Stretch.Newest.class), anyInt())).willReturn(shown);
  }

  private static PurchaseRecord ofKind(OfferKind kind, PurchaseRecord like) {
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
        false);
  }

  private static OwnedLicense license() {
    return new OwnedLicense(Objects.requireNonNull(active().license()), State.ACTIVE, "buyer");
  }
}
