package licensing.web.payment;

import static licensing.web.PageFixtures.*;
import static licensing.web.PageFixtures.NOON;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import licensing.edge.DeclineLimit;
import licensing.edge.SubmittedPayments;
import licensing.edge.SubmittedPayments.Answer;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.braintree.PaymentForms;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.Timelines;
import licensing.web.PagesTest;
import licensing.web.process.PurchaseProcesses;
import licensing.web.process.PurchaseProcesses.Delivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PagesTest
class PaymentPagesTest {

  private static final String ADDRESS = "/purchases/" + PURCHASE + "/payment";

  /** One of each advice. */
  private static final List<String> DECLINES =
      List.of("2001", "2002", "2004", "2005", "2015", "2024", "2034", "2044", "2000");

  private static final String CALLBACK = "/purchases/" + PURCHASE + "/payments/1";

  @Autowired MockMvc http;
  @Autowired PurchaseRecords records;
  @Autowired PaymentForms forms;
  @Autowired SubmittedPayments submitted;
  @Autowired DeclineLimit declines;
  @Autowired PurchaseProcesses processes;
  @Autowired Timelines timelines;

  @BeforeEach
  void openTheForm() {
    formIs(false, "number", "expirationDate", "cvv");
    given(forms.origins()).willReturn(PaymentForms.Origins.allAt("http://localhost:8090"));
  }

  @Test
  void showsThePlatformsFormAndWhatIsPaidFor() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));

    show()
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("57.00 USD")))
        .andExpect(content().string(containsString("data-authorization=\"client-token\"")))
        .andExpect(content().string(containsString("http://localhost:8090/loopback.js")))
        .andExpect(content().string(containsString("action=\"" + CALLBACK + "\"")))
        .andExpect(content().string(not(containsString("name=\"number\""))))
        .andExpect(
            header()
                .string(
                    "Content-Security-Policy", containsString("frame-src http://localhost:8090;")))
        .andExpect(header().string("Cache-Control", containsString("no-store")));
  }

  /** Before anybody enters a card. */
  @Test
  void theWindowSaysThatATestIsOne() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));
    show().andExpect(content().string(not(containsString("This is a test"))));

    recorded(test(paying(PaymentAttempt.State.OPEN)));
    show()
        .andExpect(content().string(containsString("id=\"pay-button\"")))
        .andExpect(content().string(containsString("This is a test")));
    http.perform(get(ADDRESS).locale(Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
        .andExpect(content().string(containsString("这是测试订单")));
  }

  @Test
  void aDeclinedCardSaysThatNothingWasChargedAndTakesAnother() throws Exception {
    recorded(paying(2, PaymentAttempt.State.OPEN, "2001 Insufficient Funds", null));

    show()
        .andExpect(content().string(containsString("The card was declined. Nothing was charged.")))
        .andExpect(content().string(containsString("There is not enough money on this card")))
        .andExpect(content().string(not(containsString("2001 Insufficient Funds"))))
        .andExpect(content().string(containsString("/payments/2")));
  }

  /** In no language, on neither page: they are for support. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2013 Processor Declined - Possible Stolen Card",
        "2053 Card reported as lost or stolen",
        "2014 Processor Declined - Fraud Suspected",
        "2001 Insufficient Funds",
        "2044 Declined - Call Issuer",
        "rejected by the gateway: fraud",
        "2999 What nobody knows"
      })
  void noBuyerReadsThePlatformsWords(String reason) throws Exception {
    recorded(paying(2, PaymentAttempt.State.OPEN, reason, null));
    for (String page : List.of(ADDRESS, "/purchases/" + PURCHASE)) {
      for (Locale language : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        http.perform(get(page).locale(language).with(as(BUYER)))
            .andExpect(content().string(not(containsString(reason))))
            .andExpect(content().string(not(containsString("Processor Declined"))))
            .andExpect(content().string(not(containsStringIgnoringCase("fraud"))))
            .andExpect(content().string(not(containsStringIgnoringCase("stolen"))))
            .andExpect(content().string(not(containsString("??"))));
      }
    }
  }

  @Test
  void everyAdviceHasWordsInBothLanguages() throws Exception {
    for (String code : DECLINES) {
      recorded(paying(2, PaymentAttempt.State.OPEN, code, null));
      show().andExpect(content().string(not(containsString("??"))));
      http.perform(get(ADDRESS).locale(Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
          .andExpect(content().string(not(containsString("??"))));
    }
  }

  /** It is the platform's, and nothing in it leads elsewhere. */
  @Test
  void theWindowHasNoMenuAndNamesThePlatformAndTheAmount() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));

    show()
        .andExpect(content().string(containsString("Secure payment by Braintree")))
        .andExpect(
            content().string(matchesPattern("(?s).*id=\"pay-button\".*Subscribe · 57.00 USD.*")))
        .andExpect(content().string(containsString("/withdraw\"")))
        .andExpect(content().string(not(containsString("<nav"))))
        .andExpect(content().string(not(containsString("/logout"))));
  }

  @Test
  void aPaymentThatCameToNothingIsNoRefusalOfTheCard() throws Exception {
    recorded(notCharged("the request never reached the platform"));

    show()
        .andExpect(content().string(containsString("The payment did not go through. Nothing was")))
        .andExpect(content().string(not(containsString("never reached"))))
        .andExpect(content().string(not(containsString("declined"))));
  }

  @Test
  void promisesNothingThatTheNewsBesideItTakeBack() throws Exception {
    recorded(ended(PurchaseOutcome.Kind.LAPSED));
    var item =
        new Timelines.Event(NOON, Timelines.Kind.REFUND_FAILED, null, null, "abc123", null, null);
    given(timelines.latePayments(PURCHASE)).willReturn(List.of(item));

    show()
        .andExpect(content().string(containsString("Payment updates")))
        .andExpect(content().string(not(containsString("Nothing was charged"))));
  }

  @Test
  void namesTheRecordedPriceWhereTheBankIsAsked() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));
    show().andExpect(content().string(not(containsString("data-amount"))));

    formIs(true);
    show().andExpect(content().string(containsString("data-amount=\"57.00\"")));
  }

  @Test
  void saysThatTheBankDidNotConfirmThePayment() throws Exception {
    recorded(
        paying(
            2, PaymentAttempt.State.OPEN, Declined.NOT_CONFIRMED + ": authenticate_failed", null));

    for (String page : List.of(ADDRESS, "/purchases/" + PURCHASE)) {
      http.perform(get(page).with(as(BUYER)))
          .andExpect(content().string(containsString("Your bank did not confirm the payment.")))
          .andExpect(content().string(not(containsString("authenticate_failed"))))
          .andExpect(content().string(not(containsString("The card was declined"))));
    }
  }

  @Test
  void asksForTheCardholdersNameWhereThatIsWanted() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));
    show().andExpect(content().string(not(containsString("Cardholder name"))));

    formIs(false, "number", "cardholderName");

    show()
        .andExpect(content().string(containsString("data-field=\"cardholderName\"")))
        .andExpect(content().string(containsString("Cardholder name")))
        .andExpect(content().string(containsString("Enter the name as it stands on the card.")))
        .andExpect(content().string(not(containsString("data-field=\"cvv\""))));
  }

  @Test
  void saysThatNothingWasChargedWhileThePlatformIsDown() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));
    given(forms.open(any()))
        .willThrow(new PaymentForms.PlatformUnavailable(new IOException("down")));

    show()
        .andExpect(status().isServiceUnavailable())
        .andExpect(content().string(containsString("Nothing was charged")))
        .andExpect(content().string(containsString("data-retry")));
  }

  @Test
  void takesNoSecondCardWhileOneIsBeingProcessed() throws Exception {
    recorded(paying(PaymentAttempt.State.CHARGING));

    show()
        .andExpect(content().string(containsString("Do not pay again")))
        .andExpect(content().string(not(containsString("data-authorization"))));
    verifyNoInteractions(forms);
  }

  @Test
  void withoutScriptsThePageRefreshesItselfUnlessItTakesACard() throws Exception {
    recorded(paying(PaymentAttempt.State.CHARGING));
    show().andExpect(content().string(refreshedFromTheHead(ADDRESS + "?following=yes")));
    recorded(paying(PaymentAttempt.State.OPEN));
    show().andExpect(content().string(not(containsString("http-equiv"))));
    recorded(ended(PurchaseOutcome.Kind.LAPSED));
    show().andExpect(content().string(not(containsString("http-equiv"))));
  }

  @Test
  void skipsNoStepAndLeadsHomeOnceTheLicenseWorks() throws Exception {
    recorded(confirming());
    show().andExpect(redirectedUrl("/purchases/" + PURCHASE));
    recorded(active());
    show().andExpect(redirectedUrl("/"));
    recorded(ended(PurchaseOutcome.Kind.LAPSED));
    show().andExpect(content().string(containsString("Nothing was charged")));
  }

  @Test
  void aForeignPurchaseIsUnknown() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));

    http.perform(get(ADDRESS).with(as(OTHER))).andExpect(status().isNotFound());
    http.perform(card().with(as(OTHER)).with(csrf())).andExpect(status().isNotFound());
    verifyNoInteractions(forms);
    nothingIsStored();
  }

  @Test
  void aPurchaseOfAColleagueIsSeenButNotPaidFor() throws Exception {
    var colleague = colleagueOf(BUYER);
    recorded(paying(PaymentAttempt.State.OPEN));

    http.perform(get(ADDRESS).with(as(colleague)))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("Only buyer, who placed this order, can pay")))
        .andExpect(content().string(not(containsString("Finish paying in the payment window"))))
        .andExpect(content().string(not(containsString("data-authorization"))));
    http.perform(card().with(as(colleague)).with(csrf())).andExpect(status().isConflict());
    nothingIsStored();
  }

  @Test
  void keepsThePaymentAndReportsIt() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));
    given(submitted.handIn(PURCHASE, 1, "nonce", "device")).willReturn(Answer.KEPT);
    given(processes.paymentSubmitted(PURCHASE, new PaymentSubmitted(BUYER.buyer(), 1)))
        .willReturn(Delivery.ACKNOWLEDGED);

    send(card()).andExpect(status().isSeeOther()).andExpect(redirectedUrl(ADDRESS));
    verify(submitted).reported(PURCHASE, 1);
  }

  @Test
  void saysUntilWhenNoCardIsTakenOfWhoeverHadManyDeclined() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));
    given(submitted.handIn(any(), anyInt(), any(), any())).willReturn(Answer.TOO_MANY_DECLINES);
    given(declines.closedUntil(PURCHASE)).willReturn(Optional.of(NOON));

    send(card())
        .andExpect(status().isTooManyRequests())
        .andExpect(content().string(containsString("Too many cards were declined")))
        .andExpect(content().string(containsString("2026-03-01 12:00 UTC")));
    verifyNoInteractions(processes);
    show()
        .andExpect(content().string(containsString("Too many cards were declined")))
        .andExpect(content().string(not(containsString("data-authorization"))));
    verifyNoInteractions(forms);
  }

  /** Where it stands, forms are taken alone. */
  @Test
  void anAnswerKnowsThePageThatItsFormBelongsTo() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));

    send(post(CALLBACK))
        .andExpect(content().string(containsString("href=\"" + ADDRESS + "?language=zh-CN\"")))
        .andExpect(content().string(containsString("content=\"" + ADDRESS + "\"")));
    http.perform(get("/purchases/" + PURCHASE).with(as(BUYER)))
        .andExpect(content().string(containsString("href=\"?language=zh-CN\"")));
  }

  @Test
  void leavesTheReportToTheRelayWhereTemporalIsDown() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));
    given(submitted.handIn(any(), anyInt(), any(), any())).willReturn(Answer.KEPT);
    given(processes.paymentSubmitted(any(), any())).willReturn(Delivery.NOT_CONFIRMED);

    send(card()).andExpect(redirectedUrl(ADDRESS));
    verify(submitted, never()).reported(any(), anyInt());
  }

  @Test
  void aSecondPaymentIsToldThatOneIsBeingProcessed() throws Exception {
    recorded(paying(PaymentAttempt.State.SUBMITTED));
    given(submitted.handIn(any(), anyInt(), any(), any()))
        .willReturn(Answer.ALREADY_BEING_PROCESSED);

    send(card())
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("already being processed")));
    verifyNoInteractions(processes);
  }

  @Test
  void aPaymentAfterTheEndIsDropped() throws Exception {
    recorded(ended(PurchaseOutcome.Kind.LAPSED));
    given(submitted.handIn(any(), anyInt(), any(), any())).willReturn(Answer.NO_LONGER_OPEN);

    send(card())
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("is not charged")));
    verifyNoInteractions(processes);
  }

  @Test
  void aFormOfAnEarlierAttemptStoresNothing() throws Exception {
    recorded(paying(2, PaymentAttempt.State.OPEN, "2000", null));

    send(card())
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("an earlier attempt")));
    verifyNoInteractions(processes);
    nothingIsStored();
  }

  @Test
  void aFormWithoutANonceStoresNothing() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));

    send(post(CALLBACK)).andExpect(status().isUnprocessableContent());
    send(post(CALLBACK).param("nonce", " ")).andExpect(status().isUnprocessableContent());
    send(post(CALLBACK).param("nonce", "a\nb")).andExpect(status().isUnprocessableContent());
    send(post(CALLBACK).param("nonce", "x".repeat(501)))
        .andExpect(status().isUnprocessableContent());
    verifyNoInteractions(processes);
    nothingIsStored();
  }

  @Test
  void withoutATokenAgainstForgeryNothingIsStored() throws Exception {
    recorded(paying(PaymentAttempt.State.OPEN));

    http.perform(card().with(as(BUYER))).andExpect(status().isForbidden());
    nothingIsStored();
  }

  private void formIs(boolean threeDSecure, String... fields) {
    var map = URI.create("http://localhost:8090/loopback.js");
    given(forms.open(any()))
        .willReturn(
            new PaymentForms.PaymentForm("client-token", map, threeDSecure, true, List.of(fields)));
  }

  /** The relay may look for payments at any time. */
  private void nothingIsStored() {
    verify(submitted, never()).handIn(any(), anyInt(), any(), any());
  }

  private void recorded(PurchaseRecord purchase) {
    given(records.of(PURCHASE, BUYER.organization())).willReturn(Optional.of(purchase));
  }

  private ResultActions show() throws Exception {
    return http.perform(get(ADDRESS).with(as(BUYER)));
  }

  private ResultActions send(MockHttpServletRequestBuilder form) throws Exception {
    return http.perform(form.with(as(BUYER)).with(csrf()));
  }

  private static MockHttpServletRequestBuilder card() {
    return post(CALLBACK).param("nonce", "nonce").param("deviceData", "device");
  }
}
