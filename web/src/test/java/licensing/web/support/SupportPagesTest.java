package licensing.web.support;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import licensing.buyer.Buyer.UserId;
import licensing.edge.DeclineLimit;
import licensing.edge.MailRequests;
import licensing.edge.MailRequests.Answer;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Resolution;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.Proposals;
import licensing.reading.Proposals.Proposed;
import licensing.reading.PurchaseMails;
import licensing.reading.PurchaseMails.Mailed;
import licensing.reading.PurchaseMails.State;
import licensing.reading.PurchaseRecords;
import licensing.reading.Timelines;
import licensing.reading.UserNames;
import licensing.temporal.CallResult;
import licensing.web.PagesTest;
import licensing.web.process.PurchaseProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PagesTest
@ExtendWith(OutputCaptureExtension.class)
class SupportPagesTest {

  private static final String PAGE = "/support/purchases/" + PURCHASE;

  @Autowired MockMvc http;
  @Autowired PurchaseRecords records;
  @Autowired PurchaseProcesses processes;
  @Autowired Timelines timelines;
  @Autowired UserNames names;
  @Autowired Proposals proposals;
  @Autowired DeclineLimit declines;
  @Autowired PurchaseMails mails;
  @Autowired MailRequests mailRequests;

  @ParameterizedTest
  @EnumSource(Attention.class)
  void saysWhyAPersonShouldLook(Attention attention) throws Exception {
    var purchase = paying(1, PaymentAttempt.State.UNKNOWN, null, attention);
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(purchase));

    http.perform(get(PAGE).locale(Locale.SIMPLIFIED_CHINESE).with(as(SUPPORT)))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("the platform &lt;does&gt; not answer")))
        .andExpect(content().string(not(containsString("??"))));
  }

  @Test
  void saysWhyNoCardOfTheBuyerIsTaken() throws Exception {
    given(declines.closedUntil(PURCHASE)).willReturn(Optional.of(NOON));
    var refused = "Too many cards were declined";
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(paying(PaymentAttempt.State.OPEN)));
    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(allOf(containsString(refused), containsString("12:00 UTC"))));
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(takenBack()));
    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(not(containsString(refused))));
  }

  @Test
  void tellsWhatThePlatformReportedAfterTheEnd() throws Exception {
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(takenBack()));
    var item =
        new Timelines.Event(
            NOON,
            Timelines.Kind.DISPUTE_LOST,
            null,
            Money.parse("57.00 USD"),
            "abc123",
            null,
            null);
    given(timelines.latePayments(PURCHASE)).willReturn(List.of(item));

    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(containsString("The dispute over 57.00 USD was decided")))
        .andExpect(
            content()
                .string(
                    containsString(
                        "/workflows?query=WorkflowId%3D%22payment-events-" + PURCHASE + "%22")));
  }

  @Test
  void tellsWhatBecameOfMailsAndHasOneSentAgain() throws Exception {
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(takenBack()));
    given(mailRequests.isOffered()).willReturn(true);
    given(mailRequests.again(PURCHASE, SUPPORT.id())).willReturn(Answer.ON_ITS_WAY);
    given(mails.of(PURCHASE))
        .willReturn(
            Stream.of(State.values())
                .map(
                    state ->
                        new Mailed(
                            "document.issued",
                            state == State.SENT,
                            state == State.SENT ? "finance@b.example" : "a@b.example",
                            state,
                            NOON,
                            NOON,
                            2,
                            "550 <none>"))
                .toList());

    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(containsString("refused by the mail server")))
        .andExpect(content().string(containsString("a@b.example")))
        .andExpect(
            content().string(matchesPattern("(?s).*to the finance contact.{1,400}finance@b.*")))
        .andExpect(content().string(containsString("550 &lt;none&gt;")))
        .andExpect(content().string(containsString("tried 2 times, again")));
    http.perform(post(PAGE + "/mails").with(as(SUPPORT)).with(csrf()))
        .andExpect(redirectedUrl(PAGE + "?mailed=ON_ITS_WAY"));
    http.perform(
            get(PAGE + "?mailed=ON_ITS_WAY").locale(Locale.SIMPLIFIED_CHINESE).with(as(SUPPORT)))
        .andExpect(content().string(containsString("邮件正在发送。")))
        .andExpect(content().string(not(containsString("??"))));
    http.perform(post(PAGE + "/mails").with(as(BUYER)).with(csrf()))
        .andExpect(status().isNotFound());
  }

  @Test
  void buyersFindNothingThereAndAreRecorded(CapturedOutput log) throws Exception {
    http.perform(get(PAGE).with(as(BUYER))).andExpect(status().isNotFound());
    http.perform(post(PAGE + "/actions").with(as(BUYER)).with(csrf()))
        .andExpect(status().isNotFound());
    verifyNoInteractions(records, processes);
    assertThat(log.getAll())
        .contains("refused GET %s to buyer".formatted(PAGE))
        .contains("refused POST %s/actions to buyer".formatted(PAGE));
  }

  @Test
  void asksToRecheckInTheNameOfTheOperator() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    var request = new SupportRequest(SUPPORT.id().toString(), SUPPORT.id(), "buyer called", 2);
    given(processes.support(PURCHASE, new SupportCommand.RecheckNow(request)))
        .willReturn(new CallResult.Accepted<>(PURCHASE));

    recheck("buyer called", 2)
        .andExpect(status().isSeeOther())
        .andExpect(redirectedUrl(PAGE + "?done=2"));
    verify(processes).support(PURCHASE, new SupportCommand.RecheckNow(request));
  }

  @Test
  void aWrongReferenceStaysToBeCorrectedWhereItWasTyped() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    given(processes.support(any(), any()))
        .willReturn(new CallResult.Refused<>(Refusal.NOT_BORNE_OUT, "words"));

    choose(SupportChoice.RESOLVE_PAID)
        .andExpect(status().isConflict())
        .andExpect(
            content()
                .string(
                    matchesPattern(
                        "(?s).*<a href=\"#reference\">Nothing was changed.*"
                            + "value=\"abc123\" aria-invalid=\"true\""
                            + " aria-describedby=\"reference-error\".*no matching payment.*")))
        .andExpect(content().string(containsString(">they called</textarea>")))
        .andExpect(content().string(matchesPattern("(?s).*<input[^>]*RESOLVE_PAID[^>]*checked.*")));
    choose(SupportChoice.RESOLVE_NOT_CHARGED)
        .andExpect(content().string(not(containsString("aria-invalid"))))
        .andExpect(content().string(containsString("no matching payment")));
  }

  /** A refusal may be noted: asked again from that page, it would be of a version that is past. */
  @Test
  void aRefusalShowsTheOrderAsItIsAfterwards() throws Exception {
    var noted = paying(1, PaymentAttempt.State.UNKNOWN, null, Attention.PAYMENT_UNKNOWN);
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)), Optional.of(noted));
    given(processes.support(any(), any()))
        .willReturn(new CallResult.Refused<>(Refusal.NOT_BORNE_OUT, "words"));

    choose(SupportChoice.RESOLVE_PAID)
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("id=\"attention-heading\"")));
  }

  @Test
  void recommendsWhatAColleagueWouldDoAndPreselectsNothing() throws Exception {
    var failing = paying(1, PaymentAttempt.State.UNKNOWN, null, Attention.PAYMENT_UNKNOWN);
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(failing));

    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(
            content()
                .string(
                    matchesPattern(
                        "(?s).*choice first.*choice-RECHECK_NOW.*Other"
                            + " actions.*choice-ANNOTATE.*")))
        .andExpect(content().string(not(matchesPattern("(?s).*<input[^>]*choice-[^>]*checked.*"))));
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(confirming()));
    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(containsString("Nothing has to be done now")))
        .andExpect(content().string(not(containsString("Other actions"))));
  }

  @Test
  void saysUntilWhenTheDeadlineWasExtended() throws Exception {
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(paying(PaymentAttempt.State.OPEN)));
    given(timelines.justDone(PURCHASE, SUPPORT.id(), 7))
        .willReturn(Optional.of("extend the deadline"));

    http.perform(get(PAGE + "?done=7").with(as(SUPPORT)))
        .andExpect(
            content()
                .string(
                    containsString(
                        "Deadline extended to <time datetime=\"2026-03-01T12:30:00Z\"")));
  }

  @Test
  void tellsWhatWasPaidWithWhichCard() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(ended(PurchaseOutcome.Kind.LICENSED)));
    var paid = Money.parse("57.00 USD");
    given(timelines.of(PURCHASE))
        .willReturn(
            List.of(
                new Timelines.Event(
                    NOON,
                    Timelines.Kind.ATTEMPT_AUTHORIZED,
                    3,
                    paid,
                    "abc123",
                    null,
                    "Visa ending in 1111"),
                new Timelines.Event(
                    NOON, Timelines.Kind.ATTEMPT_CAPTURED, 3, paid, "abc123", null, null)));

    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(containsString("<b>57.00 USD captured</b>")))
        .andExpect(content().string(containsString("workflows/" + PURCHASE.workflowId())));
    http.perform(get(PAGE).locale(Locale.SIMPLIFIED_CHINESE).with(as(SUPPORT)))
        .andExpect(content().string(containsString("<b>已扣款 57.00 USD</b>")))
        .andExpect(content().string(containsString("<span class=\"words\">Visa 尾号 1111</span>")));
  }

  @Test
  void aReasonIsRequired() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));

    recheck(" ", 2)
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Say why")));
    verifyNoInteractions(processes);
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void aRefusalIsShownWithItsReason(Refusal why) throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    given(processes.support(any(), any())).willReturn(new CallResult.Refused<>(why, "words"));

    recheck("buyer called", 2)
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString("buyer called")))
        .andExpect(content().string(not(containsString("??"))));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EXCLUDE,
      names = {"ANNOTATE", "MARK_AS_SETTLED", "REINSTATE", "SUSPEND"})
  void anEndedPurchaseSaysThatItHasEnded(SupportChoice choice) throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(ended(PurchaseOutcome.Kind.LICENSED)));
    given(processes.support(any(), any())).willReturn(new CallResult.AlreadyEnded<>());

    choose(choice).andExpect(content().string(containsString("has ended")));
  }

  @Test
  void anOpenPurchaseHasNothingToSettle() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));

    choose(SupportChoice.MARK_AS_SETTLED)
        .andExpect(status().isConflict())
        .andExpect(content().string(not(containsString("??"))));
    verifyNoInteractions(processes);
  }

  private ResultActions choose(SupportChoice choice) throws Exception {
    return http.perform(
        post(PAGE + "/actions")
            .param("action", choice.name())
            .param("reason", "they called")
            .param("reference", "abc123")
            .param("hours", "1")
            .param("version", "9")
            .with(as(SUPPORT))
            .with(csrf()));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void asksForWhatWasChosen(String choice, Function<SupportRequest, SupportCommand> action)
      throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    var expected =
        action.apply(
            new SupportRequest(SUPPORT.id().toString(), SUPPORT.id(), "the bank\ncalled", 7));
    given(processes.support(PURCHASE, expected)).willReturn(new CallResult.Accepted<>(PURCHASE));

    http.perform(
            post(PAGE + "/actions")
                .param("action", choice)
                .param("reason", " the bank\r\ncalled ")
                .param("reference", " abc123 ")
                .param("hours", "3")
                .param("version", "7")
                .with(as(SUPPORT))
                .with(csrf()))
        .andExpect(redirectedUrl(PAGE + "?done=7"));
    verify(processes).support(PURCHASE, expected);
  }

  static Stream<Arguments> actions() {
    var payBefore = paying(PaymentAttempt.State.UNKNOWN).subscription().payBefore();
    return Stream.of(
        action("RETRY_NOW", SupportCommand.RetryNow::new),
        action("RECHECK_NOW", SupportCommand.RecheckNow::new),
        action(
            "RESOLVE_PAID",
            request -> new SupportCommand.ResolveUnknown(request, new Resolution.Paid("abc123"))),
        action(
            "RESOLVE_NOT_CHARGED",
            request -> new SupportCommand.ResolveUnknown(request, new Resolution.NotCharged())),
        action("GIVE_BACK_AND_END", SupportCommand.GiveBackAndEnd::new),
        action(
            "EXTEND_DEADLINE",
            request ->
                new SupportCommand.ExtendDeadline(request, payBefore.plus(Duration.ofHours(3)))),
        action("ANNOTATE", SupportCommand.Annotate::new));
  }

  @Test
  void proposesWhatNeedsASecondPerson() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    var request = new SupportRequest(SUPPORT.id().toString(), SUPPORT.id(), "the bank called", 7);
    var move = MoneyDecision.resolving(new Resolution.NotCharged());
    given(
            processes.support(
                PURCHASE, new SupportCommand.ResolveUnknown(request, new Resolution.NotCharged())))
        .willReturn(new CallResult.Refused<>(Refusal.SECOND_PERSON_NEEDED, "words"));
    given(processes.support(PURCHASE, new SupportCommand.Propose(request, move)))
        .willReturn(new CallResult.Accepted<>(PURCHASE));

    resolve().andExpect(redirectedUrl(PAGE + "?done=7"));
    given(timelines.justDone(PURCHASE, SUPPORT.id(), 7))
        .willReturn(Optional.of("propose: resolve unknown payment as not charged"));
    http.perform(get(PAGE + "?done=7").with(as(SUPPORT)))
        .andExpect(content().string(containsString("kept as your proposal")));
  }

  @Test
  void saysThatSomethingWasDoneOnlyWhereItWas() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    given(timelines.justDone(PURCHASE, SUPPORT.id(), 7)).willReturn(Optional.of("recheck now"));

    http.perform(get(PAGE + "?done=7").with(as(SUPPORT)))
        .andExpect(content().string(containsString("The payment is being looked up again.")));
    for (String done : List.of("anything", "8", "-7", "7777777777777777777777")) {
      http.perform(get(PAGE + "?done=" + done).with(as(SUPPORT)))
          .andExpect(status().isOk())
          .andExpect(
              content().string(not(containsString("The payment is being looked up again."))));
    }
  }

  @Test
  void tellsWhyAProposalIsRefused() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    given(processes.support(any(), any()))
        .willReturn(new CallResult.Refused<>(Refusal.SECOND_PERSON_NEEDED, "words"))
        .willReturn(
            new CallResult.Refused<>(Refusal.CHANGED_SINCE, "CHANGED_SINCE: its id was faster"));
    given(names.in("its id was faster")).willReturn("ann was faster");

    resolve()
        .andExpect(status().isConflict())
        .andExpect(content().string(containsString(">ann was faster<")));
  }

  @Test
  void offersToAgreeWithAProposalToEverybodyElse() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    given(proposals.of(PURCHASE)).willReturn(Optional.of(proposed(OTHER.id())));

    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(containsString("Approve, and do it")))
        .andExpect(content().string(containsString("name=\"reference\" value=\"abc123\"")))
        .andExpect(content().string(containsString("the bank &lt;called&gt;")));

    given(proposals.of(PURCHASE)).willReturn(Optional.of(proposed(SUPPORT.id())));
    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(containsString("Somebody else of support has to approve")))
        .andExpect(content().string(containsString("name=\"withdraw\"")))
        .andExpect(content().string(not(containsString("Approve, and do it"))));
  }

  @Test
  void withdrawsAProposalInsteadOfDoingIt() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    var request = new SupportRequest(SUPPORT.id().toString(), SUPPORT.id(), "the bank called", 7);
    var withdrawal =
        new SupportCommand.WithdrawProposal(
            request, MoneyDecision.resolving(new Resolution.NotCharged()));
    given(processes.support(PURCHASE, withdrawal)).willReturn(new CallResult.Accepted<>(PURCHASE));

    http.perform(resolution().param("withdraw", "yes")).andExpect(redirectedUrl(PAGE + "?done=7"));
  }

  @Test
  void offersNoProposalThatThePurchaseWouldRefuse() throws Exception {
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(paying(PaymentAttempt.State.OPEN)));
    given(proposals.of(PURCHASE)).willReturn(Optional.of(proposed(OTHER.id())));

    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(not(containsString("Approval needed"))));
  }

  private static Proposed proposed(UserId operator) {
    return new Proposed(
        PURCHASE,
        SupportCommand.Action.RESOLVE_UNKNOWN,
        "abc123",
        "support",
        operator,
        "the bank <called>",
        NOON);
  }

  private ResultActions resolve() throws Exception {
    return http.perform(resolution());
  }

  private static MockHttpServletRequestBuilder resolution() {
    return post(PAGE + "/actions")
        .param("action", "RESOLVE_NOT_CHARGED")
        .param("reason", "the bank called")
        .param("version", "7")
        .with(as(SUPPORT))
        .with(csrf());
  }

  @Test
  void aLicenseWorksAgainOnceItsKeyIsTyped() throws Exception {
    var purchase = takenBack();
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(purchase));
    var expected =
        new SupportCommand.Reinstate(
            new SupportRequest(SUPPORT.id().toString(), SUPPORT.id(), "they called", 9));
    given(
            processes.supportAfterTheEnd(
                PURCHASE, purchase.subscription().buyer().organization(), expected))
        .willReturn(new CallResult.Accepted<>(PURCHASE));

    http.perform(get(PAGE).with(as(SUPPORT)))
        .andExpect(content().string(containsString("The last block of the license key")));
    http.perform(reinstating().param("typed", "2"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString("Type the last block")));
    http.perform(reinstating().param("typed", " 1 ")).andExpect(redirectedUrl(PAGE + "?done=9"));
  }

  @Test
  void offersToSuspendALicenseWhoseMoneyWentBack() throws Exception {
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(sentBack()));

    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      http.perform(get(PAGE).locale(locale).with(as(SUPPORT)))
          .andExpect(content().string(containsString("choice-SUSPEND")))
          .andExpect(content().string(containsString("<dd>19.00 USD</dd>")))
          .andExpect(content().string(not(containsString("choice-REINSTATE"))))
          .andExpect(content().string(not(containsString("??"))));
    }
  }

  private static MockHttpServletRequestBuilder reinstating() {
    return post(PAGE + "/actions")
        .param("action", "REINSTATE")
        .param("reason", "they called")
        .param("version", "9")
        .with(as(SUPPORT))
        .with(csrf());
  }

  @Test
  void asksTheWorkflowOfPaymentEventsOfAPurchaseThatHasEnded() throws Exception {
    var licensed = ended(PurchaseOutcome.Kind.LICENSED);
    given(records.forSupport(PURCHASE)).willReturn(Optional.of(licensed));
    var expected =
        new SupportCommand.Annotate(
            new SupportRequest(SUPPORT.id().toString(), SUPPORT.id(), "they called", 9));
    given(
            processes.supportAfterTheEnd(
                PURCHASE, licensed.subscription().buyer().organization(), expected))
        .willReturn(new CallResult.Accepted<>(PURCHASE));

    http.perform(
            post(PAGE + "/actions")
                .param("action", "ANNOTATE")
                .param("reason", "they called")
                .param("version", "9")
                .with(as(SUPPORT))
                .with(csrf()))
        .andExpect(redirectedUrl(PAGE + "?done=9"));
  }

  private static Arguments action(String choice, Function<SupportRequest, SupportCommand> action) {
    return Arguments.of(choice, action);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE_ALL, why, 7, Choose what",
    "'', why, 7, Choose what",
    "RETRY_NOW, why, '', Choose what",
    "RETRY_NOW, '', 7, Say why",
    "RESOLVE_PAID, why, 7, Name the payment"
  })
  void tellsWhatIsWrongWithAForm(String action, String reason, String version, String told)
      throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));

    http.perform(
            post(PAGE + "/actions")
                .param("action", action)
                .param("reason", reason)
                .param("version", version)
                .with(as(SUPPORT))
                .with(csrf()))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(containsString(told)));
    verifyNoInteractions(processes);
  }

  @Test
  void tellsWhoWasFaster() throws Exception {
    given(records.forSupport(PURCHASE))
        .willReturn(Optional.of(paying(PaymentAttempt.State.UNKNOWN)));
    given(processes.support(any(), any()))
        .willReturn(
            new CallResult.Refused<>(
                Refusal.CHANGED_SINCE, "CHANGED_SINCE: its id was faster: retry now"));
    given(names.in("its id was faster: retry now")).willReturn("ann was faster: retry now");

    recheck("buyer called", 2)
        .andExpect(content().string(containsString("has changed since you looked")))
        .andExpect(content().string(containsString(">ann was faster: retry now<")));
  }

  private ResultActions recheck(String reason, long version) throws Exception {
    return http.perform(
        post(PAGE + "/actions")
            .param("action", "RECHECK_NOW")
            .param("reason", reason)
            .param("version", Long.toString(version))
            .with(as(SUPPORT))
            .with(csrf()));
  }
}
