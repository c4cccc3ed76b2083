package licensing.web.purchase;

import static licensing.web.PageFixtures.*;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.message.Refusal;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.Timelines;
import licensing.temporal.CallResult;
import licensing.web.PagesTest;
import licensing.web.billing.BillingDetails;
import licensing.web.billing.BillingDetails.TaxNote;
import licensing.web.process.PurchaseProcesses;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@PagesTest
class PurchasePageTest {

  private static final String ADDRESS = "/purchases/" + PURCHASE;

  @Autowired MockMvc http;
  @Autowired PublishedTerms terms;
  @Autowired PurchaseRecords records;
  @Autowired PurchaseProcesses processes;
  @Autowired Timelines timelines;
  @Autowired BillingDetails billing;

  @BeforeEach
  void publishTerms() {
    given(terms.current(any())).willReturn(TERMS);
    given(terms.consentedTo(any())).willReturn(Optional.of(TERMS));
  }

  @Test
  void asksWhetherToGoToThePlatformInAWindowOfItsOwn() throws Exception {
    recorded(confirming());

    show()
        .andExpect(content().string(containsString("Go to the third-party payment platform?")))
        .andExpect(content().string(containsString("3 migration licenses")))
        .andExpect(content().string(containsString("57.00 USD")))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("target=\"payment\""),
                        containsString("action=\"" + ADDRESS + "/continue\""),
                        containsString("action=\"" + ADDRESS + "/withdraw\""))))
        .andExpect(content().string(containsString("data-events=\"" + ADDRESS + "/events\"")));
  }

  @Test
  void namesTheTaxBeforeThePaymentAndTheSellerOnPaper() throws Exception {
    recorded(confirming());
    given(billing.taxNote(BUYER.organization())).willReturn(new TaxNote("tax.STANDARD", "23"));
    given(billing.seller()).willReturn("Example Ltd");

    show()
        .andExpect(content().string(containsString("23 % VAT, included")))
        .andExpect(content().string(containsString("<dt>Seller</dt><dd>Example Ltd</dd>")));

    recorded(active());
    show()
        .andExpect(content().string(not(containsString("23 % VAT"))))
        .andExpect(content().string(containsString("<dt>Paid</dt>")));
  }

  @Test
  void aForeignAnUnknownAndAGarbledIdAreAllUnknown() throws Exception {
    recorded(confirming());

    http.perform(get(ADDRESS).with(as(OTHER))).andExpect(status().isNotFound());
    http.perform(get("/purchases/nonsense").with(as(BUYER))).andExpect(status().isNotFound());
    for (var form : new String[] {"/continue", "/withdraw"}) {
      http.perform(post(ADDRESS + form).with(as(OTHER)).with(csrf()))
          .andExpect(status().isNotFound());
    }
    verifyNoInteractions(processes);
  }

  @ParameterizedTest
  @MethodSource("situations")
  void saysInWordsWhereItIs(PurchaseRecord purchase, String words) throws Exception {
    recorded(purchase);

    show()
        .andExpect(content().string(containsString(words)))
        .andExpect(content().string(not(containsString("??"))));
    http.perform(get(ADDRESS).locale(Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
        .andExpect(content().string(not(containsString("??"))));
  }

  static Stream<Arguments> situations() {
    return Stream.of(
        Arguments.of(paying(PaymentAttempt.State.OPEN), "Open the payment page"),
        Arguments.of(paying(PaymentAttempt.State.SUBMITTED), "Do not pay again"),
        Arguments.of(
            paying(1, PaymentAttempt.State.SUBMITTED, null, Attention.PLATFORM_UNREACHABLE),
            "The payment service is down"),
        Arguments.of(paying(PaymentAttempt.State.CHARGING), "The payment is being processed"),
        Arguments.of(
            paying(PaymentAttempt.State.UNKNOWN),
            "It is charged once at the most. Do not pay again"),
        Arguments.of(
            paying(1, PaymentAttempt.State.DECLINED, "2000", null), "The card was declined"),
        Arguments.of(paying(PaymentAttempt.State.AUTHORIZED), "the license is being activated"),
        Arguments.of(paying(PaymentAttempt.State.CLOSED), "Nothing was charged."),
        Arguments.of(active(), "KEY-1"),
        Arguments.of(takenBack(), "the license does not work any more"),
        Arguments.of(reinstated(), "The license works again"),
        Arguments.of(sentBack(), "Money of the payment went back to you"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"SURPLUS_.*", "DISPUTE_.*", "SETTLEMENT_.*", "REFUND_.*", "MONEY_.*"})
  void tellsWhatCameOfThePaymentLongAfterTheEnd(Timelines.Kind kind) throws Exception {
    recorded(ended(PurchaseOutcome.Kind.LICENSED));
    var item =
        new Timelines.Event(NOON, kind, null, Money.parse("57.00 USD"), "abc123", null, null);
    given(timelines.latePayments(PURCHASE)).willReturn(List.of(item));

    show()
        .andExpect(content().string(containsString("Payment updates")))
        .andExpect(content().string(containsString("57.00 USD")))
        .andExpect(content().string(not(containsString("abc123"))))
        .andExpect(content().string(not(containsString("??"))));
    http.perform(get(ADDRESS).locale(Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
        .andExpect(content().string(containsString("付款后续")))
        .andExpect(content().string(not(containsString("??"))));
  }

  @Test
  void saysWhatBecameOfALatePaymentWhoseAmountNobodyNamed() throws Exception {
    recorded(ended(PurchaseOutcome.Kind.LAPSED));
    var item =
        new Timelines.Event(
            NOON, Timelines.Kind.SURPLUS_RELEASED, null, null, "abc123", null, null);
    given(timelines.latePayments(PURCHASE)).willReturn(List.of(item));

    show()
        .andExpect(
            content()
                .string(containsString("A payment of an amount arrived late or twice and was")));
  }

  @ParameterizedTest
  @EnumSource(PurchaseOutcome.Kind.class)
  void noEndPromisesWhatTheNewsBesideItTakeBack(PurchaseOutcome.Kind outcome) throws Exception {
    recorded(ended(outcome));
    var item =
        new Timelines.Event(NOON, Timelines.Kind.REFUND_FAILED, null, null, "abc123", null, null);
    given(timelines.latePayments(PURCHASE)).willReturn(List.of(item));

    show()
        .andExpect(content().string(not(containsString("Nothing was charged"))))
        .andExpect(content().string(not(containsString("not charged"))))
        .andExpect(content().string(not(containsString("you pay nothing"))));
    http.perform(get(ADDRESS).locale(Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
        .andExpect(content().string(not(containsString("未扣款"))))
        .andExpect(content().string(not(containsString("未向您扣款"))))
        .andExpect(content().string(not(containsString("无需支付"))))
        .andExpect(content().string(not(containsString("??"))));
  }

  @ParameterizedTest
  @EnumSource(PurchaseOutcome.Kind.class)
  void everyEndKeepsAPageThatIsToldOfWhatComesLater(PurchaseOutcome.Kind outcome) throws Exception {
    recorded(ended(outcome));

    show()
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("/events\"")))
        .andExpect(content().string(containsString("<span>Acme</span>, <span>buyer</span>")))
        .andExpect(content().string(not(containsString("http-equiv=\"refresh\""))))
        .andExpect(content().string(not(containsString("??"))));
  }

  @ParameterizedTest
  @EnumSource(names = {"CHARGING", "UNKNOWN", "SUBMITTED", "AUTHORIZED"})
  void anOldReasonIsNotThatOfWhatHappensNow(PaymentAttempt.State state) throws Exception {
    recorded(paying(2, state, "2001 Insufficient Funds", null));

    show().andExpect(content().string(not(containsString("2001 Insufficient Funds"))));
  }

  @Test
  void aPaymentThatIsCheckedSaysSinceWhenAndWhenAPersonIsCalled() throws Exception {
    recorded(paying(PaymentAttempt.State.UNKNOWN));
    var sent =
        new Timelines.Event(NOON, Timelines.Kind.ATTEMPT_SUBMITTED, 1, null, null, null, null);
    given(timelines.of(PURCHASE)).willReturn(List.of(sent));
    show()
        .andExpect(content().string(containsString("Your payment was sent:")))
        .andExpect(content().string(containsString("2026-03-01 12:00 UTC")))
        .andExpect(content().string(containsString("If it takes ten minutes")))
        .andExpect(content().string(containsString("data-copy=\"" + PURCHASE + "\"")));

    recorded(paying(1, PaymentAttempt.State.UNKNOWN, null, Attention.PAYMENT_UNKNOWN));
    show().andExpect(content().string(containsString("Support has been called")));
  }

  @Test
  void noReasonThatIsRecordedForSupportIsShown() throws Exception {
    recorded(notCharged("the request never reached the platform"));

    show()
        .andExpect(content().string(containsString("The payment did not go through.")))
        .andExpect(content().string(not(containsString("never reached"))));
  }

  @Test
  void aCardThatNoBankDeclinedIsNotCalledDeclined() throws Exception {
    recorded(
        notCharged(PaymentAttempt.State.NOT_CHARGED, "the request never reached the platform"));

    show()
        .andExpect(content().string(containsString("The payment did not go through</h1>")))
        .andExpect(content().string(not(containsString("declined"))));
  }

  @Test
  void whoeverWaitsForALicenseTooLongIsToldThatSupportWasCalled() throws Exception {
    recorded(paying(1, PaymentAttempt.State.AUTHORIZED, null, Attention.ACTIVATION_FAILING));

    show().andExpect(content().string(containsString("Support has been called")));
  }

  @Test
  void aColleagueIsNotToldToDoWhatOnlyTheBuyerCan() throws Exception {
    var colleague = as(colleagueOf(BUYER));
    for (var purchase : List.of(confirming(), paying(PaymentAttempt.State.OPEN))) {
      recorded(purchase);
      http.perform(get(ADDRESS).with(colleague))
          .andExpect(content().string(containsString("buyer has not")))
          .andExpect(content().string(containsString("Only buyer, who placed this order, can pay")))
          .andExpect(content().string(not(containsString("Continue to the payment page"))))
          .andExpect(content().string(not(containsString("Finish paying in the payment window"))));
    }
  }

  @Test
  void whatAColleagueAnswersReachesNoProcess() throws Exception {
    recorded(confirming());
    for (String answer : List.of("continue", "withdraw")) {
      http.perform(post(ADDRESS + "/" + answer).with(as(colleagueOf(BUYER))).with(csrf()))
          .andExpect(status().isConflict())
          .andExpect(content().string(containsString("belongs to another user")));
    }
    verifyNoInteractions(processes);
  }

  @Test
  void withoutScriptsAFollowingPageGoesHomeOnceTheLicenseWorks() throws Exception {
    recorded(active());

    http.perform(get(ADDRESS + "?following=yes").with(as(BUYER))).andExpect(redirectedUrl("/"));
  }

  @Test
  void withoutScriptsAPageThatFollowsRefreshesItself() throws Exception {
    recorded(confirming());
    show().andExpect(content().string(refreshedFromTheHead(ADDRESS + "?following=yes")));
    recorded(ended(PurchaseOutcome.Kind.LAPSED));
    show().andExpect(content().string(not(containsString("http-equiv"))));
  }

  @Test
  void continueLeadsToThePaymentPage() throws Exception {
    recorded(confirming());
    given(processes.confirmRedirect(PURCHASE, new ConfirmRedirect(BUYER.buyer(), TERMS.version())))
        .willReturn(new CallResult.Accepted<>(PURCHASE));

    send("/continue")
        .andExpect(status().isSeeOther())
        .andExpect(redirectedUrl(ADDRESS + "/payment"));
  }

  @Test
  void termsThatChangedMeanwhileAreShownBesideTheOldOnes() throws Exception {
    recorded(confirming());
    given(terms.current(any())).willReturn(NEXT_TERMS);
    given(processes.confirmRedirect(any(), any()))
        .willReturn(new CallResult.Refused<>(Refusal.STALE_TERMS, "changed"));

    send("/continue")
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("Authorization is non-revocable")))
        .andExpect(content().string(containsString("Authorization is still non-revocable")))
        // Nothing can come of this purchase any more, so the way on ends it.
        .andExpect(content().string(containsString("action=\"" + ADDRESS + "/withdraw\"")));
  }

  @Test
  void cancelLeadsBackToTheFilledInForm() throws Exception {
    recorded(confirming());
    given(processes.withdraw(PURCHASE, BUYER.buyer(), 1))
        .willReturn(new CallResult.Accepted<>(PURCHASE));

    send("/withdraw")
        .andExpect(status().isSeeOther())
        .andExpect(redirectedUrl("/licenses/migration/add?quantity=3&cancelled=" + PURCHASE));
    verify(processes).withdraw(PURCHASE, BUYER.buyer(), 1);
  }

  @Test
  void cancelThatLosesAgainstThePaymentSaysSo() throws Exception {
    recorded(paying(PaymentAttempt.State.SUBMITTED));
    given(processes.withdraw(any(), any(), anyLong()))
        .willReturn(new CallResult.Refused<>(Refusal.PAYMENT_UNDER_WAY, "submitted"));

    send("/withdraw")
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("Do not pay again")));
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void everyRefusalHasWords(Refusal why) throws Exception {
    recorded(confirming());
    given(processes.withdraw(any(), any(), anyLong()))
        .willReturn(new CallResult.Refused<>(why, "why"));

    send("/withdraw")
        .andExpect(status().isConflict())
        .andExpect(content().string(not(containsString("??"))));
  }

  @Test
  void whatNobodyAnswersIsAskedAgain() throws Exception {
    recorded(confirming());
    given(processes.confirmRedirect(any(), any())).willReturn(new CallResult.NotConfirmed<>());
    given(processes.withdraw(any(), any(), anyLong())).willReturn(new CallResult.NotConfirmed<>());

    for (var form : new String[] {"/continue", "/withdraw"}) {
      send(form)
          .andExpect(status().isServiceUnavailable())
          .andExpect(content().string(containsString("action=\"" + ADDRESS + form + "\"")));
    }
  }

  @Test
  void anEndedPurchaseShowsItsEndInstead() throws Exception {
    recorded(ended(PurchaseOutcome.Kind.LAPSED));
    given(processes.confirmRedirect(any(), any())).willReturn(new CallResult.AlreadyEnded<>());

    send("/continue").andExpect(redirectedUrl(ADDRESS));
  }

  private void recorded(PurchaseRecord purchase) {
    given(records.of(PURCHASE, BUYER.organization())).willReturn(Optional.of(purchase));
  }

  private ResultActions show() throws Exception {
    return http.perform(get(ADDRESS).with(as(BUYER)));
  }

  private ResultActions send(String form) throws Exception {
    return http.perform(post(ADDRESS + form).with(as(BUYER)).with(csrf()));
  }
}
