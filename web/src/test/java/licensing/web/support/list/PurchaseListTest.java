package licensing.web.support.list;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import licensing.payment.PaymentAttempt;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.Proposals;
import licensing.reading.Proposals.Proposed;
import licensing.reading.PurchaseFigures;
import licensing.reading.PurchaseFigures.Counts;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseFilter.Age;
import licensing.reading.search.PurchaseFilter.End;
import licensing.reading.search.PurchaseFilter.Need;
import licensing.reading.search.PurchaseFilter.Order;
import licensing.reading.search.PurchaseSearch;
import licensing.web.PagesTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PagesTest
class PurchaseListTest {

  private static final String LIST = "/support/purchases";
  private static final PurchaseFilter URGENT = PurchaseFilter.of(Order.URGENT);

  @Autowired MockMvc http;
  @Autowired PurchaseSearch search;
  @Autowired Proposals proposals;
  @Autowired PurchaseFigures figures;

  @BeforeEach
  void soMany() {
    given(figures.counts()).willReturn(new Counts(3, 12, PurchaseFigures.MOST, 1));
  }

  @Test
  void leadsToEachListWithItsCount() throws Exception {
    given(search.find(any(), any(), eq(25))).willReturn(Lists.all(Lists.found(confirming())));

    assertThat(page(LIST + "?outcome=licensed"))
        .contains("href=\"/support/purchases?attention=any\"><span>Needs a person</span> <b>3</b>")
        .contains("href=\"/support/purchases?outcome=open\"><span>Under way</span> <b>12</b>")
        .contains("outcome=licensed\" aria-current=\"page\"><span>Paid</span> <b>1,000+</b>")
        .contains("href=\"/support/purchases\"><span>All</span> <b>1</b>")
        .doesNotContain("Outcome</span>:");
    assertThat(page(LIST + "?outcome=given-back&age=36&than=within&unit=hours"))
        .contains(
            "?age=36&amp;than=within&amp;unit=hours\"><span>Outcome: <b>given back</b></span>")
        .contains("?outcome=given-back\"><span>Subscribed: <b>within the last 36 hours</b></span>")
        .doesNotContain("aria-current=\"page\"><span>");
  }

  @Test
  void leadsToWhatWaitsForASecondPerson() throws Exception {
    given(search.find(URGENT, null, 25)).willReturn(Lists.all());
    var proposed =
        new Proposed(
            PURCHASE,
            SupportCommand.Action.GIVE_BACK_AND_END,
            null,
            "ann",
            SUPPORT.id(),
            "they called",
            NOON);
    given(proposals.waiting(25)).willReturn(List.of(proposed));

    assertThat(page(LIST, Locale.ENGLISH))
        .contains("Approval needed", "/support/purchases/" + PURCHASE + "\"")
        .contains(">Give the money back and end</a>, <b>ann</b>");
  }

  @ParameterizedTest
  @EnumSource(Attention.class)
  void listsPurchasesWithWhyAPersonShouldLook(Attention attention) throws Exception {
    var purchase = paying(1, PaymentAttempt.State.UNKNOWN, null, attention);
    given(search.find(URGENT, null, 25)).willReturn(Lists.all(Lists.found(purchase)));

    assertThat(page(LIST, Locale.ENGLISH))
        .contains("the platform &lt;does&gt; not answer", "3 migration licenses", "57.00 USD")
        .contains("href=\"/support/purchases/" + PURCHASE + "\">3 migration licenses</a>")
        .contains("/support/organizations/" + BUYER.organization().value() + "\">Acme</a>")
        .contains("/workflows?query=TemporalReportedProblems+IS+NOT+NULL")
        .doesNotContain("??");
    assertThat(page(LIST, Locale.SIMPLIFIED_CHINESE))
        .contains("<span class=\"words\" lang=\"en\">the platform &lt;does&gt; not answer")
        .doesNotContain("??", "Payment", "longest", "all<");
  }

  @Test
  void attentionThatIsNotKnownHereIsShownAsItIs() throws Exception {
    given(search.find(URGENT, null, 25))
        .willReturn(Lists.all(Lists.found(confirming(), "from-tomorrow<b>")));

    assertThat(page(LIST)).contains("lang=\"en\">from-tomorrow&lt;b&gt;</span>");
  }

  @Test
  void theAddressHoldsTheWholeQuestion() throws Exception {
    var question =
        new PurchaseFilter(
            "Blue Sky & Söhne",
            new Need(Attention.CAPTURE_FAILING),
            PurchaseStep.REDIRECT_HOME,
            new End(PurchaseOutcome.Kind.GIVEN_BACK),
            new Age(false, Duration.ofHours(36)),
            Order.OLDEST);
    given(search.find(question, null, 25)).willReturn(Lists.inTheMiddle(Lists.found(confirming())));

    String asked =
        "q=Blue%20Sky%20%26%20S%C3%B6hne&attention=capture-failing&step=redirect-home"
            + "&outcome=given-back&age=36&than=within&unit=hours&order=oldest";
    String edge = "1-1772366400000000-" + PURCHASE;
    String page = page(LIST + "?" + asked).replace("&amp;", "&");
    assertThat(page)
        .contains("href=\"/support/purchases?" + asked + "&from=after-" + edge + "\"")
        .contains("href=\"/support/purchases?" + asked + "&from=before-" + edge + "\"")
        .contains("href=\"/support/purchases.csv?" + asked + "\"")
        .contains("href=\"?" + asked + "&language=zh-CN\"");
    assertThat(page.split(" selected=\"selected\"", -1)).hasSize(7);
  }

  @Test
  void leafsThroughTheList() throws Exception {
    given(search.find(URGENT, Lists.AFTER, 25)).willReturn(Lists.all(Lists.found(confirming())));
    given(search.find(URGENT, Lists.BEFORE, 25)).willReturn(Lists.all(Lists.found(confirming())));

    for (String side : new String[] {"after", "before"}) {
      assertThat(page(LIST + "?from=" + side + "-1-1772366400000000-" + PURCHASE))
          .contains(PURCHASE.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attention=yes",
        "attention=payment-unknown&attention=any",
        "step=present-terms",
        "step=END",
        "outcome=LICENSED",
        "age=0",
        "age=-5",
        "age=12345",
        "age=1.5",
        "age=%00",
        "age=two&unit=days",
        "age=1&unit=years",
        "than=younger",
        "order=total",
        "from=1",
        "from=after-2-1772366400000000-00000000-0000-4000-8000-000000000000",
        "from=after-0-99999999999999999-00000000-0000-4000-8000-000000000000",
        "from=after-0-1-0000"
      })
  void whatNoPageAsksForIsLeftOutOfTheListAndRefusedAsAFile(String junk) throws Exception {
    given(search.find(URGENT, null, 25)).willReturn(Lists.all(Lists.found(confirming())));

    assertThat(page(LIST + "?" + junk))
        .contains("was left out", "href=\"/support/purchases/" + PURCHASE + "\"");
    if (!junk.startsWith("from")) {
      http.perform(get(URI.create(LIST + ".csv?" + junk)).with(as(SUPPORT)))
          .andExpect(status().isBadRequest());
    }
    verify(search, never()).findsMoreThan(anyInt(), any());
  }

  @Test
  void whatIsTypedIsTrimmedAndWhatCannotBeSeenIsLeftOut() throws Exception {
    given(search.find(words("acme ltd"), null, 25))
        .willReturn(Lists.all(Lists.found(confirming())));

    assertThat(page(LIST + "?q=%20%00acme%09ltd%0A")).contains(PURCHASE.toString());
  }

  @Test
  void nothingFoundSaysSoAndKeepsWhatWasTyped() throws Exception {
    given(search.find(any(), any(), eq(25))).willReturn(Lists.all());

    assertThat(page(LIST + "?q=%22%3E%3Cb%3Eacme"))
        .contains("Nothing was found for “&quot;&gt;&lt;b&gt;acme”")
        .contains("value=\"&quot;&gt;&lt;b&gt;acme\"")
        .doesNotContain("<b>acme", "<table");
    assertThat(page(LIST + "?outcome=open")).contains("No order meets all of these filters.");
    assertThat(page(LIST)).contains("There are no orders yet.");
  }

  @Test
  void buyersFindNoList() throws Exception {
    for (String path : new String[] {LIST, LIST + ".csv"}) {
      http.perform(get(path).with(as(BUYER))).andExpect(status().isNotFound());
    }
    verifyNoInteractions(search);
  }

  private static PurchaseFilter words(String words) {
    return new PurchaseFilter(words, null, null, null, null, Order.URGENT);
  }

  private String page(String address) throws Exception {
    return page(address, Locale.ENGLISH);
  }

  private String page(String address, Locale locale) throws Exception {
    return http.perform(get(URI.create(address)).locale(locale).with(as(SUPPORT)))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }
}
