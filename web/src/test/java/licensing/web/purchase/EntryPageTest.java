package licensing.web.purchase;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import licensing.edge.BuyingRights;
import licensing.edge.BuyingRights.Limit;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.message.Refusal;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.Offers;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseRecords;
import licensing.temporal.CallResult;
import licensing.web.PagesTest;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.process.PurchaseProcesses;
import licensing.web.purchase.SignedForms.FormTicket;
import licensing.web.security.Signatures;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.ResultMatcher;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PagesTest
class EntryPageTest {

  private static final String ADDRESS = "/licenses/migration/add";

  @Autowired MockMvc http;
  @Autowired Signatures signatures;
  @Autowired Offers offers;
  @Autowired PublishedTerms terms;
  @Autowired PurchaseRecords records;
  @Autowired PurchaseProcesses processes;
  @Autowired BuyingRights rights;

  @BeforeEach
  void sellMigrationLicenses() {
    given(offers.of(Offer.Kind.MIGRATION)).willReturn(Optional.of(OFFER));
    given(terms.current(any())).willReturn(TERMS);
    given(processes.subscribe(any(), any())).willReturn(new CallResult.Accepted<>(PURCHASE));
  }

  @Test
  void showsAllThatIsToBeConfirmedWithoutAnyEffect() throws Exception {
    http.perform(get(ADDRESS + "?quantity=3").with(as(BUYER)))
        .andExpect(status().isOk())
        .andExpect(content().string(Matchers.containsString("57.00 USD")))
        .andExpect(content().string(Matchers.containsString("Auto-Renewal")))
        .andExpect(content().string(Matchers.containsString("Important Notes")))
        .andExpect(content().string(Matchers.containsString("Authorization is non-revocable")))
        .andExpect(content().string(Matchers.containsString("Subscribe Now")))
        .andExpect(content().string(Matchers.containsString("365 days")));
    verifyNoInteractions(processes);
  }

  @Test
  void speaksChineseToWhoeverReadsIt() throws Exception {
    http.perform(get(ADDRESS).locale(java.util.Locale.SIMPLIFIED_CHINESE).with(as(BUYER)))
        .andExpect(content().string(Matchers.containsString("立即订阅")))
        .andExpect(content().string(Matchers.not(Matchers.containsString("??"))));
  }

  @Test
  void offersToResumeAnOpenPurchase() throws Exception {
    given(records.open(BUYER.organization()))
        .willReturn(List.of(paying(PaymentAttempt.State.UNKNOWN)));

    http.perform(get(ADDRESS).with(as(BUYER)))
        .andExpect(content().string(Matchers.containsString("/purchases/" + PURCHASE)))
        .andExpect(content().string(Matchers.containsString("3 licenses, 57.00 USD")))
        .andExpect(content().string(Matchers.containsString("The payment is being checked")));
  }

  /** Of a colleague's payment the buyer decides alone. */
  @Test
  void asksBeforeASecondOrderWhileAPaymentMayBeCharged() throws Exception {
    var checking = paying(PaymentAttempt.State.UNKNOWN);
    given(records.open(BUYER.organization())).willReturn(List.of(checking));

    http.perform(get(ADDRESS).with(as(BUYER)))
        .andExpect(content().string(Matchers.containsString("may still be charged")))
        .andExpect(content().string(Matchers.containsString("name=\"anyway\"")));
    var ticket = ticket(BUYER);
    send(form(ticket).param("quantity", "7"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("Tick this if you want this order")))
        .andExpect(content().string(Matchers.containsString("value=\"7\"")))
        .andExpect(content().string(Matchers.containsString(ticket.mac())));
    verifyNoInteractions(processes);

    send(form(ticket).param("quantity", "7").param("anyway", "yes"))
        .andExpect(status().isSeeOther());
    given(records.open(BUYER.organization())).willReturn(List.of(confirming()));
    http.perform(get(ADDRESS).with(as(BUYER)))
        .andExpect(content().string(Matchers.not(Matchers.containsString("name=\"anyway\""))));
  }

  @Test
  void saysBeforehandThatWhatIsOrderedIsATest() throws Exception {
    http.perform(get(ADDRESS).with(as(BUYER)))
        .andExpect(content().string(Matchers.not(Matchers.containsString("is a test"))));

    given(rights.isTest(BUYER.organization())).willReturn(true);
    http.perform(get(ADDRESS).with(as(BUYER)))
        .andExpect(content().string(Matchers.containsString("what you order here is a test")));
  }

  @Test
  void saysForHowMuchMayBeOrderedAndKeepsWhatIsRefused() throws Exception {
    var limit = new Limit(Money.parse("100.00 USD"));
    given(rights.of(BUYER.buyer())).willReturn(Optional.of(limit));
    given(rights.owners(BUYER.organization())).willReturn(List.of("ann", "<b>ob"));
    http.perform(get(ADDRESS).with(as(BUYER)))
        .andExpect(
            content()
                .string(Matchers.containsString("You may order for up to</dt><dd>100.00 USD")));

    given(rights.against(any(), any(), any(), eq(7), eq(Money.parse("133.00 USD"))))
        .willReturn(Optional.of(limit));
    var ticket = ticket(BUYER);
    send(form(ticket).param("quantity", "7"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("up to 100.00 USD at once")))
        .andExpect(content().string(Matchers.containsString("can change that: ann, &lt;b&gt;ob")))
        .andExpect(content().string(Matchers.containsString("value=\"7\"")))
        // Of this form the process would say the same again.
        .andExpect(content().string(Matchers.not(Matchers.containsString(ticket.mac()))));
    verifyNoInteractions(processes);

    given(processes.subscribe(any(), any()))
        .willReturn(new CallResult.Refused<>(Refusal.NOT_ALLOWED_TO_BUY, "meanwhile"));
    given(rights.of(BUYER.buyer())).willReturn(Optional.of(new Limit(null)));
    send(form(ticket(BUYER)).param("quantity", "3"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("does not let you order")));
  }

  @Test
  void saysThatAnOrderWasCancelledIfItWas() throws Exception {
    given(records.of(PURCHASE, BUYER.organization()))
        .willReturn(Optional.of(ended(PurchaseOutcome.Kind.WITHDRAWN)));
    var address = ADDRESS + "?quantity=3&cancelled=";

    http.perform(get(address + PURCHASE).with(as(BUYER)))
        .andExpect(content().string(Matchers.containsString("The order was cancelled.")));
    http.perform(get(address + "nonsense").with(as(BUYER)))
        .andExpect(content().string(Matchers.not(Matchers.containsString("was cancelled"))));
  }

  @Test
  void whatIsNotSoldHasNoPage() throws Exception {
    http.perform(get("/licenses/disaster-resilience/add").with(as(BUYER)))
        .andExpect(status().isGone());
    http.perform(get("/licenses/nonsense/add").with(as(BUYER))).andExpect(status().isNotFound());
  }

  @Test
  void subscribesAndShowsThePurchase() throws Exception {
    var ticket = ticket(BUYER);

    send(form(ticket).param("quantity", "3"))
        .andExpect(status().isSeeOther())
        .andExpect(redirectedUrl("/purchases/" + ticket.purchase()));

    var order = ArgumentCaptor.forClass(Subscribe.class);
    verify(processes).subscribe(eq(ticket.purchase()), order.capture());
    assertThat(order.getValue().buyer()).isEqualTo(BUYER.buyer());
    assertThat(order.getValue().offer()).isEqualTo(OFFER);
    assertThat(order.getValue().quantity()).isEqualTo(3);
    assertThat(order.getValue().consent().textHash()).isEqualTo(TERMS.textHash());
  }

  /** A form that is sent again finds the purchase that it made, however many there are. */
  @Test
  void leadsToTheOpenPurchasesWhereThereAreAsManyAsMayBe() throws Exception {
    given(records.open(BUYER.organization())).willReturn(Collections.nCopies(5, confirming()));

    send(form(ticket(BUYER)).param("quantity", "3"))
        .andExpect(status().isTooManyRequests())
        .andExpect(header().exists("Retry-After"))
        .andExpect(content().string(Matchers.containsString("href=\"/purchases/" + PURCHASE)))
        .andExpect(content().string(Matchers.containsString("Nothing was ordered by this")));
    verifyNoInteractions(processes);

    given(records.open(BUYER.organization())).willReturn(Collections.nCopies(4, confirming()));
    send(form(ticket(BUYER)).param("quantity", "3")).andExpect(status().isSeeOther());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,          Enter a number from 1 to 99.
          -1,         Enter a number from 1 to 99.
          100,        Enter a number from 1 to 99.
          1000000000, Enter a number from 1 to 99.
          1.5,        Enter a whole number without
          1e9,        Enter a whole number without
          three,      Enter a whole number without
          '<b>3</b>', Enter a whole number without
          '',         Enter how many licenses you need.
          """)
  void aWrongQuantityComesBackWithTheReasonAtTheField(String quantity, String reason)
      throws Exception {
    var ticket = ticket(BUYER);

    send(form(ticket).param("quantity", quantity))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString(reason)))
        .andExpect(content().string(Matchers.containsString("aria-describedby=\"quantity-error\"")))
        .andExpect(content().string(Matchers.containsString("role=\"alert\"")))
        .andExpect(content().string(Matchers.not(Matchers.containsString("<b>3"))))
        // The corrected form is the same purchase.
        .andExpect(content().string(Matchers.containsString(ticket.mac())));
    verifyNoInteractions(processes);
  }

  @Test
  void forcedAutoRenewalIsRefused() throws Exception {
    send(form(ticket(BUYER)).param("quantity", "3").param("autoRenew", "true"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("Auto-Renewal cannot be selected")));
    verifyNoInteractions(processes);
  }

  @Test
  void keepsAutoRenewalTickedWhereTheFormIsShownAgain() throws Exception {
    offers(true);

    send(form(ticket(BUYER)).param("quantity", "0").param("autoRenew", "true"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(ticked(true));
    send(form(ticket(BUYER)).param("quantity", "0")).andExpect(ticked(false));
    http.perform(get(ADDRESS + "?quantity=3&autoRenew=true").with(as(BUYER)))
        .andExpect(ticked(true));
    http.perform(get(ADDRESS + "?quantity=3").with(as(BUYER))).andExpect(ticked(false));
    offers(false);
    http.perform(get(ADDRESS + "?quantity=3&autoRenew=true").with(as(BUYER)))
        .andExpect(ticked(false));
  }

  @Test
  void startsAnewWithAutoRenewalAsItWasOrdered() throws Exception {
    offers(true);
    given(processes.subscribe(any(), any())).willReturn(new CallResult.AlreadyEnded<>());

    send(form(ticket(BUYER)).param("quantity", "4").param("autoRenew", "true"))
        .andExpect(
            content()
                .string(Matchers.containsString(ADDRESS + "?quantity=4&amp;autoRenew=true\"")));
  }

  @Test
  void aStaleTermsVersionIsRefusedWithTheNewTerms() throws Exception {
    given(terms.current(any())).willReturn(NEXT_TERMS);

    send(form(ticket(BUYER)).param("quantity", "3"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("Important Notes have changed")))
        .andExpect(content().string(Matchers.containsString(NEXT_TERMS.textHash())));
    verifyNoInteractions(processes);
  }

  @Test
  void aFormOfAnotherUserIsRefusedWithAFreshOne() throws Exception {
    var foreign = ticket(OTHER);

    send(form(foreign).param("quantity", "3"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("This form is not valid for you")))
        .andExpect(content().string(Matchers.not(Matchers.containsString(foreign.mac()))));
    verifyNoInteractions(processes);
  }

  @Test
  void aFormOlderThanADayIsRefusedWithAFreshOne() throws Exception {
    var old = ticket(BUYER, Instant.now().minus(Duration.ofHours(25)));

    send(form(old).param("quantity", "3"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("older than 24 hours")))
        .andExpect(content().string(Matchers.not(Matchers.containsString(old.mac()))));
    verifyNoInteractions(processes);
  }

  @Test
  void aFormWithoutItsHiddenFieldsIsRefused() throws Exception {
    send(post(ADDRESS).param("quantity", "3")).andExpect(status().isUnprocessableContent());
    verifyNoInteractions(processes);
  }

  @Test
  void whatThePurchaseItselfRefusesIsSaidAtTheField() throws Exception {
    given(processes.subscribe(any(), any()))
        .willReturn(new CallResult.Refused<>(Refusal.STALE_TERMS, "changed"));

    send(form(ticket(BUYER)).param("quantity", "3"))
        .andExpect(status().isUnprocessableContent())
        .andExpect(content().string(Matchers.containsString("Important Notes have changed")));
  }

  @Test
  void otherContentOnASubscribedFormOffersToResumeOrStartAnew() throws Exception {
    var ticket = ticket(BUYER);
    given(records.of(ticket.purchase(), BUYER.organization()))
        .willReturn(Optional.of(confirming()));
    given(processes.subscribe(any(), any()))
        .willReturn(new CallResult.Refused<>(Refusal.ALREADY_SUBSCRIBED, "3"));

    send(form(ticket).param("quantity", "4"))
        .andExpect(status().isConflict())
        .andExpect(content().string(Matchers.containsString("Already ordered: 3 licenses")))
        .andExpect(content().string(Matchers.containsString(ADDRESS + "?quantity=4")));
  }

  @Test
  void anEndedPurchaseShowsHowItEnded() throws Exception {
    var ticket = ticket(BUYER);
    given(records.of(ticket.purchase(), BUYER.organization()))
        .willReturn(Optional.of(ended(PurchaseOutcome.Kind.LAPSED)));
    given(processes.subscribe(any(), any())).willReturn(new CallResult.AlreadyEnded<>());

    send(form(ticket).param("quantity", "3"))
        .andExpect(redirectedUrl("/purchases/" + ticket.purchase()));
  }

  @Test
  void anUnsubscribedPurchaseThatEndedSaysThatNothingWasCharged() throws Exception {
    given(processes.subscribe(any(), any())).willReturn(new CallResult.AlreadyEnded<>());

    send(form(ticket(BUYER)).param("quantity", "3"))
        .andExpect(status().isConflict())
        .andExpect(content().string(Matchers.containsString("Nothing was charged")));
  }

  @Test
  void whatIsNotConfirmedIsAskedAgainWithTheSameContent() throws Exception {
    given(processes.subscribe(any(), any())).willReturn(new CallResult.NotConfirmed<>());
    var ticket = ticket(BUYER);

    send(form(ticket).param("quantity", "3"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(content().string(Matchers.containsString("nothing was charged")))
        .andExpect(content().string(Matchers.containsString(ticket.mac())))
        .andExpect(content().string(Matchers.containsString("value=\"3\"")));
  }

  @Test
  void withoutATokenAgainstForgeryNothingIsOrdered() throws Exception {
    http.perform(form(ticket(BUYER)).param("quantity", "3").with(as(BUYER)))
        .andExpect(status().isForbidden());
    verifyNoInteractions(processes);
  }

  private void offers(boolean autoRenewal) {
    var offer = new Offer(Offer.Kind.MIGRATION, OFFER.unitPrice(), 365, 1, 99, autoRenewal);
    given(offers.of(Offer.Kind.MIGRATION)).willReturn(Optional.of(offer));
  }

  private static ResultMatcher ticked(boolean ticked) {
    var box = Matchers.matchesPattern("(?s).*<input type=\"checkbox\"[^>]* checked=.*");
    return content().string(ticked ? box : Matchers.not(box));
  }

  private ResultActions send(MockHttpServletRequestBuilder form) throws Exception {
    return http.perform(form.with(as(BUYER)).with(csrf()));
  }

  private static MockHttpServletRequestBuilder form(FormTicket ticket) {
    return post(ADDRESS)
        .param("purchase", ticket.purchase().toString())
        .param("issuedAt", Long.toString(ticket.issuedAt()))
        .param("mac", ticket.mac())
        .param("termsVersion", "1")
        .param("termsHash", TERMS.textHash())
        .param("termsLocale", "en");
  }

  private FormTicket ticket(ConsoleUser user) {
    return ticket(user, Instant.now());
  }

  private FormTicket ticket(ConsoleUser user, Instant time) {
    return new SignedForms(signatures, Clock.fixed(time, ZoneOffset.UTC))
        .issue(user.buyer(), Offer.Kind.MIGRATION);
  }
}
