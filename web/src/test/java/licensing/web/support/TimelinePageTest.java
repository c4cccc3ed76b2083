package licensing.web.support;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.braintree.PaymentForms.PlatformUnavailable;
import licensing.payment.braintree.PlatformStatements;
import licensing.payment.braintree.PlatformStatements.Objection;
import licensing.payment.braintree.PlatformStatements.Statement;
import licensing.payment.braintree.PlatformStatements.StatusChange;
import licensing.reading.PurchaseRecords;
import licensing.reading.Timelines;
import licensing.reading.Timelines.Event;
import licensing.reading.Timelines.Kind;
import licensing.web.PagesTest;
import licensing.web.process.PurchaseHistories;
import licensing.web.process.PurchaseHistories.History;
import licensing.web.process.PurchaseHistories.HistoryEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

@PagesTest
class TimelinePageTest {

  private static final String PAGE = "/support/purchases/" + PURCHASE;
  private static final String WHOLE = PAGE + "/timeline";
  private static final Money PRICE = Money.parse("57.00 USD");

  @Autowired MockMvc http;
  @Autowired PurchaseRecords records;
  @Autowired Timelines timelines;
  @Autowired PlatformStatements platform;
  @Autowired PurchaseHistories histories;

  @BeforeEach
  void aPurchaseThatIsPaid() {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.AUTHORIZED)));
    given(timelines.of(PURCHASE))
        .willReturn(
            List.of(
                event(0, Kind.SUBSCRIBED, null, null),
                event(30, Kind.ATTEMPT_AUTHORIZED, "abc123", "Visa ending in 1111")));
    given(platform.pageOf(anyString()))
        .willAnswer(asked -> "https://platform.example/" + asked.getArgument(0));
    given(platform.of(PURCHASE)).willReturn(List.of(statement()));
    given(histories.of(PURCHASE))
        .willReturn(new History.Told(List.of(moment(25, "authorize attempt 1; Authorized"))));
  }

  @Test
  void thePageOfAPurchaseAsksTheRecordsAlone() throws Exception {
    String page = shown(PAGE, Locale.ENGLISH);

    assertThat(page)
        .contains("Payment attempt 1: 57.00 USD authorized", "Visa ending in 1111")
        .contains("href=\"" + WHOLE + "\"")
        .contains("data-whole=\"" + WHOLE + "?alone=true\"")
        .contains("data-live=\"" + PAGE + "/events\"", "data-mark=\"2\"");
    verifyNoInteractions(histories);
  }

  @Test
  void theWholeStoryIsOneWithTheNewestFirst() throws Exception {
    String page = shown(WHOLE, Locale.ENGLISH);

    assertThat(page)
        .containsSubsequence(
            "Dispute 57.00 USD",
            "open, reason: fraud",
            "Payment attempt 1: 57.00 USD authorized",
            "authorize attempt 1; Authorized",
            "Payment 57.00 USD",
            "Subscribed to 1 for 57.00 USD")
        .contains("href=\"https://platform.example/abc123\"");
  }

  @Test
  void aPlatformThatIsAwayLeavesTheRest() throws Exception {
    given(platform.of(PURCHASE)).willThrow(new PlatformUnavailable(new IOException("down")));

    assertThat(shown(WHOLE, Locale.ENGLISH))
        .contains("The payment platform does not answer; try again.")
        .contains("57.00 USD authorized", "authorize attempt 1; Authorized")
        .contains("Ask the payment platform and Temporal too");
  }

  /** Its own limit is a minute. */
  @Test
  void aPlatformThatKeepsSilentIsWaitedForSecondsAlone() throws Exception {
    var never = new CountDownLatch(1);
    given(platform.of(PURCHASE))
        .willAnswer(
            asked -> {
              never.await(20, TimeUnit.SECONDS);
              return List.of();
            });
    var asked = Instant.now();

    String page = shown(WHOLE, Locale.ENGLISH);

    assertThat(page).contains("The payment platform does not answer; try again.");
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(15));
    never.countDown();
  }

  @Test
  void aTemporalThatIsAwayLeavesTheRest() throws Exception {
    given(histories.of(PURCHASE)).willReturn(new History.Away());

    assertThat(shown(WHOLE, Locale.ENGLISH))
        .contains("Temporal does not answer; try again.")
        .contains("57.00 USD authorized", "Dispute 57.00 USD");
  }

  @Test
  void aHistoryThatIsForgottenIsSaidToBe() throws Exception {
    given(histories.of(PURCHASE)).willReturn(new History.Gone());

    assertThat(shown(WHOLE, Locale.ENGLISH))
        .contains("Temporal keeps no history of this order any more.")
        .doesNotContain("Ask the payment platform and Temporal too");
  }

  @Test
  void everythingIsToldInBothLanguages() throws Exception {
    given(timelines.of(PURCHASE))
        .willReturn(
            Arrays.stream(Kind.values()).map(kind -> event(0, kind, "abc123", "words")).toList());
    given(histories.of(PURCHASE))
        .willReturn(
            new History.Told(
                Arrays.stream(PurchaseHistories.Kind.values())
                    .map(kind -> new HistoryEntry(NOON, kind, "words"))
                    .toList()));

    String whole = shown(WHOLE, Locale.ENGLISH);
    assertThat(whole).doesNotContain("??");
    String alone = shown(WHOLE + "?alone=true", Locale.ENGLISH);
    assertThat(alone).startsWith("<section").endsWith("</section>").doesNotContain("<html");
    assertThat(whole).contains(alone);
    assertThat(shown(WHOLE, Locale.SIMPLIFIED_CHINESE))
        .doesNotContain("??", "Payment attempt")
        .contains("第 1 次付款尝试：已预授权 57.00 USD", "<span class=\"words\" lang=\"en\">words</span>");
  }

  @Test
  void whatPeopleWroteIsShownAsTextAndInNoLanguageOfOurs() throws Exception {
    given(timelines.of(PURCHASE))
        .willReturn(
            List.of(
                new Event(
                    NOON, Kind.SUPPORT_ACTED, 7, null, null, "sam", "recheck now: <b>买家</b>")));

    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(
            content()
                .string(
                    containsString(
                        "<span class=\"words\">sam · recheck now: &lt;b&gt;买家&lt;/b&gt;</span>")));
  }

  @Test
  void isNotThereForBuyersNorForAPurchaseThatNeverWas() throws Exception {
    http.perform(get(WHOLE).with(as(BUYER))).andExpect(status().isNotFound());
    for (var id : List.of("00000000-0000-4000-8000-000000000000", "x")) {
      http.perform(get("/support/purchases/" + id + "/timeline").with(as(SUPPORT)))
          .andExpect(status().isNotFound());
    }
    verifyNoInteractions(timelines, platform, histories);
  }

  private String shown(String address, Locale language) throws Exception {
    return http.perform(get(address).locale(language).with(as(SUPPORT)))
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString("??"))))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private static Event event(int second, Kind kind, String reference, String words) {
    return new Event(NOON.plusSeconds(second), kind, 1, PRICE, reference, null, words);
  }

  private static HistoryEntry moment(int second, String words) {
    return new HistoryEntry(NOON.plusSeconds(second), PurchaseHistories.Kind.ACTIVITY_DONE, words);
  }

  private static Statement statement() {
    return new Statement(
        "abc123",
        "",
        "Visa ending in 1111",
        List.of(new StatusChange(NOON.plusSeconds(20), "authorized", PRICE)),
        List.of(new Objection(NOON.plusSeconds(3600), "open, reason: fraud", PRICE)));
  }
}
