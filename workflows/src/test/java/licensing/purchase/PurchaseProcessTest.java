package licensing.purchase;

import static licensing.purchase.Fixtures.*;
import static licensing.purchase.Refused.assertRefused;
import static licensing.purchase.status.PurchaseState.PurchaseStep.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowUpdateHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import licensing.offer.Offer;
import licensing.payment.Card;
import licensing.payment.InMemoryPayments.Weather;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.ReleaseResult;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.PurchaseWorkflow.PaymentSubmitted;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.PurchaseWorkflow.Subscribe;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.Declined;
import licensing.purchase.status.PurchaseOutcome.GivenBack;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseOutcome.Licensed;
import licensing.purchase.status.PurchaseOutcome.Suspended;
import licensing.purchase.status.PurchaseOutcome.Withdrawn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PurchaseProcessTest {

  /** A record is written so often by a local activity, then by one of its own. */
  private static final int LOCAL_TRIES = 2;

  private final PurchaseFixture buying = PurchaseFixture.skippingTime();

  @AfterEach
  void close() {
    buying.close();
  }

  @Test
  void endsWithAnActiveLicenseAndCapturedMoney() {
    Subscription subscription = buying.subscribe(3);
    assertThat(subscription.total()).hasToString("57.00 USD");
    assertThat(buying.purchases.subscription(buying.purchase)).contains(subscription);
    assertThat(subscription.consent().givenAt()).isEqualTo(subscription.subscribedAt());

    PaymentAttempt attempt = buying.confirm();
    buying.pay(attempt, Card.ACCEPTED);

    assertThat(buying.outcome()).isInstanceOf(Licensed.class);
    assertThat(buying.licenses.of(buying.purchase)).isPresent();
    assertThat(buying.payments.sales()).containsExactly(attempt.orderId());
    assertThat(buying.payments.captured()).isEqualTo(1);
    assertThat(buying.purchases.outcome(buying.purchase)).contains(PurchaseOutcome.Kind.LICENSED);
    assertThat(buying.purchases.raised()).isEmpty();
  }

  @Nested
  class PresentTerms {

    @Test
    void lapsesWhenNobodySubscribes() {
      buying.startWithoutSubscribing();

      assertThat(buying.outcome()).isEqualTo(new Lapsed(PRESENT_TERMS));
    }

    @Test
    void givesTheSameContentTheSameAnswer() {
      Subscription first = buying.subscribe(3);

      assertThat(buying.subscribe(3)).isEqualTo(first);
    }

    @Test
    void refusesOtherContentOnceSubscribed() {
      buying.subscribe(3);

      assertRefused(Refusal.ALREADY_SUBSCRIBED, () -> buying.subscribe(4));
    }

    @ParameterizedTest
    @MethodSource("licensing.purchase.PurchaseProcessTest#unacceptableOrders")
    void refusesWhatIsNotOffered(Refusal refusal, Subscribe order) {
      assertRefused(refusal, () -> buying.subscribe(order));
      assertThat(buying.purchases.subscription(buying.purchase)).isEmpty();
    }

    @Test
    void takesTheCorrectedFormAfterARefusal() {
      assertRefused(Refusal.QUANTITY_NOT_OFFERED, () -> buying.subscribe(0));

      assertThat(buying.subscribe(1).quantity()).isEqualTo(1);
    }

    @Test
    void refusesABuyerWhoIsNoLongerThereAndLapses() {
      buying.purchases.buyerIsGone();

      assertRefused(Refusal.CANNOT_BE_RECORDED, () -> buying.subscribe(3));

      assertThat(buying.outcome()).isEqualTo(new Lapsed(PRESENT_TERMS));
      assertThat(buying.lasted()).isLessThan(Duration.ofMinutes(6));
    }

    @Test
    void refusesWhoMayNotBuyUntilTheyMay() {
      buying.purchases.mayBuy(false);
      assertRefused(Refusal.NOT_ALLOWED_TO_BUY, () -> buying.subscribe(3));
      assertThat(buying.purchases.subscription(buying.purchase)).isEmpty();

      buying.purchases.mayBuy(true);
      assertThat(buying.subscribe(1).quantity()).isEqualTo(1);
    }

    @Test
    void recordsTheSubscriptionWhenTheDatabaseIsBack() {
      buying.purchases.failing(5);

      Subscription subscription = buying.subscribe(3);

      assertThat(buying.purchases.subscription(buying.purchase)).contains(subscription);
    }

    /** As after a reset to the beginning, which repeats all that was said at once. */
    @Test
    void takesContinueWhileTheSubscriptionIsBeingRecorded() {
      buying.purchases.failing(Integer.MAX_VALUE);
      buying.startSubscribing(3);
      WorkflowUpdateHandle<Void> continued = buying.startConfirming();

      buying.purchases.failing(0);

      continued.getResult();
      assertThat(buying.attempts.latest(buying.purchase)).isEqualTo(1);
    }

    @Test
    void refusesToContinueOrToCancelWhatWasNotSubscribed() {
      buying.startWithoutSubscribing();

      assertRefused(Refusal.NOT_SUBSCRIBED, () -> buying.startConfirming().getResult());
      assertRefused(Refusal.NOT_SUBSCRIBED, () -> buying.startWithdrawing().getResult());
    }
  }

  static Stream<Arguments> unacceptableOrders() {
    Offer renewing =
        new Offer(Offer.Kind.DISASTER_RESILIENCE, MIGRATION.unitPrice(), 365, 1, 99, true);
    return Stream.of(
        Arguments.of(
            Refusal.NOT_YOURS,
            new Subscribe(STRANGER, MIGRATION, 1, false, consent(), TERMS.version())),
        Arguments.of(Refusal.QUANTITY_NOT_OFFERED, order(0)),
        Arguments.of(Refusal.QUANTITY_NOT_OFFERED, order(-1)),
        Arguments.of(Refusal.QUANTITY_NOT_OFFERED, order(100)),
        Arguments.of(
            Refusal.AUTO_RENEWAL_NOT_OFFERED,
            new Subscribe(BUYER, MIGRATION, 1, true, consent(), TERMS.version())),
        Arguments.of(
            Refusal.STALE_TERMS, new Subscribe(BUYER, MIGRATION, 1, false, consent(), NEXT_TERMS)),
        Arguments.of(
            Refusal.OTHER_OFFER,
            new Subscribe(BUYER, renewing, 1, false, consent(), TERMS.version())));
  }

  @Nested
  class ConfirmingTheRedirect {

    @Test
    void opensOneAttemptHoweverOftenContinueIsClicked() {
      PaymentAttempt attempt = buying.readyToPay();

      assertThat(buying.confirm()).isEqualTo(attempt);
      assertThat(attempt.number()).isEqualTo(1);
    }

    @Test
    void refusesWhenTheTermsChangedMeanwhile() {
      buying.subscribe(3);

      assertRefused(
          Refusal.STALE_TERMS,
          () -> buying.messages().confirmRedirect(new ConfirmRedirect(BUYER, NEXT_TERMS)));
    }

    @Test
    void holdsToTheConsentOnceTheBuyerWentToPay() {
      PaymentAttempt attempt = buying.readyToPay();

      buying.messages().confirmRedirect(new ConfirmRedirect(BUYER, NEXT_TERMS));
      assertThat(buying.confirm()).isEqualTo(attempt);
    }

    @Test
    void refusesAStranger() {
      buying.subscribe(3);

      assertRefused(
          Refusal.NOT_YOURS,
          () -> buying.messages().confirmRedirect(new ConfirmRedirect(STRANGER, TERMS.version())));
      assertRefused(Refusal.NOT_YOURS, () -> buying.messages().withdraw(STRANGER));
    }

    @Test
    void lapsesWhenTheBuyerWalksAway() {
      buying.subscribe(3);

      assertThat(buying.outcome()).isEqualTo(new Lapsed(CONFIRM_REDIRECT));
    }

    @Test
    void closesTheAttemptThatIsBeingOpenedWhenTheBuyerCancels() {
      buying.subscribe(3);
      // So that it is written by an activity that messages can overtake.
      buying.purchases.failing(LOCAL_TRIES);
      AtomicReference<WorkflowUpdateHandle<Void>> withdrawal = new AtomicReference<>();
      buying.purchases.whileOpening(() -> withdrawal.set(buying.startWithdrawing()));

      PaymentAttempt attempt = buying.confirm();
      withdrawal.get().getResult();

      assertThat(buying.outcome()).isEqualTo(new Withdrawn());
      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.CLOSED);
    }

    @Test
    void endsWhenTheBuyerCancels() {
      buying.subscribe(3);

      buying.messages().withdraw(BUYER);

      assertThat(buying.outcome()).isEqualTo(new Withdrawn());
    }
  }

  @Nested
  class AwaitingThePayment {

    @Test
    void lapsesWhenNoPaymentArrivesInTime() {
      PaymentAttempt attempt = buying.readyToPay();

      assertThat(buying.outcome()).isEqualTo(new Lapsed(AWAIT_PAYMENT));
      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.CLOSED);
      assertThat(buying.payments.sales()).isEmpty();
    }

    @Test
    void goesOnWithAPaymentWhoseReportWasLost() {
      PaymentAttempt attempt = buying.readyToPay();

      buying.attempts.handIn(attempt, Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
    }

    /** Continue has opened the attempt's row, and the process has not heard of it yet. */
    @Test
    void takesAReportThatComesBeforeTheAttemptIsKnownToBeOpen() {
      buying.subscribe(3);
      // So that it is written by an activity that messages can overtake.
      buying.purchases.failing(LOCAL_TRIES);
      PaymentAttempt first = new PaymentAttempt(buying.purchase, 1, Money.parse("57.00 USD"));
      buying.purchases.whileOpening(
          () -> {
            buying.attempts.open(first);
            buying.pay(first, Card.ACCEPTED);
          });
      buying.confirm();

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.lasted()).isLessThan(Duration.ofMinutes(1));
    }

    /** As where the worker died with Continue's answer. */
    @Test
    void findsAPaymentOfAnAttemptThatItNeverHeardOf() {
      buying.subscribe(3);
      PaymentAttempt unheard = new PaymentAttempt(buying.purchase, 1, Money.parse("57.00 USD"));
      buying.attempts.open(unheard);
      buying.attempts.handIn(unheard, Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
    }

    @Test
    void canBeWithdrawnUntilAPaymentIsHandedIn() {
      PaymentAttempt attempt = buying.readyToPay();

      buying.messages().withdraw(BUYER);

      assertThat(buying.outcome()).isEqualTo(new Withdrawn());
      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.CLOSED);
    }

    @Test
    void cannotBeWithdrawnOnceAPaymentIsHandedIn() {
      PaymentAttempt attempt = buying.readyToPay();
      buying.attempts.handIn(attempt, Card.ACCEPTED);

      assertRefused(Refusal.PAYMENT_UNDER_WAY, () -> buying.messages().withdraw(BUYER));
      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
    }

    @Test
    void takesNoReportForAnotherAttemptOrInAnothersName() {
      PaymentAttempt attempt = buying.readyToPay();

      buying.messages().paymentSubmitted(new PaymentSubmitted(STRANGER, attempt.number()));
      buying.messages().paymentSubmitted(new PaymentSubmitted(BUYER, 2));
      buying.messages().paymentSubmitted(new PaymentSubmitted(BUYER, -1));

      assertThat(buying.outcome()).isEqualTo(new Lapsed(AWAIT_PAYMENT));
      assertThat(buying.purchases.raised()).isEmpty();
      assertThat(buying.payments.sales()).isEmpty();
    }

    @Test
    void takesNoReportOfAPaymentThatWasNotHandedIn() {
      PaymentAttempt attempt = buying.readyToPay();

      buying.messages().paymentSubmitted(new PaymentSubmitted(BUYER, attempt.number()));
      buying.messages().platformReported(new PlatformReported("1", "transaction_settled"));
      buying.later(Duration.ofSeconds(30));
      assertThat(buying.purchases.raised()).isEmpty();
      assertThat(buying.payments.sales()).isEmpty();

      buying.pay(attempt, Card.ACCEPTED);
      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.captured()).isEqualTo(1);
    }

    @Test
    void takesAnotherCardAfterADecline() {
      PaymentAttempt first = buying.readyToPay();
      buying.pay(first, Card.DECLINED);
      buying.later(Duration.ofSeconds(1));

      buying.pay(first.next(), Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.attempts.state(first)).contains(PaymentAttempt.State.DECLINED);
      assertThat(buying.payments.captured()).isEqualTo(1);
    }

    @Test
    void leavesFiveMinutesForAnotherCardHoweverLateTheDecline() {
      PaymentAttempt first = buying.readyToPay();
      buying.later(Duration.ofMinutes(29));
      buying.pay(first, Card.DECLINED);
      buying.later(Duration.ofMinutes(4));

      buying.pay(first.next(), Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
    }

    @Test
    void endsAfterTheLastCardWasDeclined() {
      PaymentAttempt attempt = buying.readyToPay();
      for (; !attempt.isLast(); attempt = attempt.next()) {
        buying.pay(attempt, Card.DECLINED);
        buying.later(Duration.ofSeconds(1));
      }
      buying.pay(attempt, Card.INVALID);

      assertThat(buying.outcome()).isInstanceOf(Declined.class);
      assertThat(buying.payments.held()).isZero();
    }

    @Test
    void sellsOnceWhenTheAnswerIsLost() {
      buying.payments.weather(Weather.ANSWER_LOST);
      buying.payments.searchLags(4);
      PaymentAttempt attempt = buying.readyToPay();

      buying.pay(attempt, Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.sales()).containsExactly(attempt.orderId());
    }

    @Test
    void sellsOnceWhenTheWorkerDiesBeforeItSaysWhatItDid() {
      buying.payments.weather(Weather.WORKER_DIES);
      PaymentAttempt attempt = buying.readyToPay();

      buying.pay(attempt, Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.sales()).containsExactly(attempt.orderId());
    }

    @Test
    void staysUnknownBeyondTheDeadlineAndAsksForAPerson() {
      buying.payments.weather(Weather.ANSWER_LOST);
      buying.payments.searchLags(160);
      PaymentAttempt attempt = buying.readyToPay();
      buying.pay(attempt, Card.ACCEPTED);

      buying.later(Duration.ofHours(1));

      assertThat(buying.purchases.attention(buying.purchase)).contains(Attention.PAYMENT_UNKNOWN);
      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.purchases.attention(buying.purchase)).isEmpty();
    }

    @Test
    void looksEveryMinuteWhileNobodyElseWatchesThePlatform() {
      buying.payments.weather(Weather.ANSWER_LOST);
      buying.payments.searchLags(8);
      PaymentAttempt attempt = buying.readyToPay();
      buying.pay(attempt, Card.ACCEPTED);

      buying.later(Duration.ofMinutes(6));

      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.AUTHORIZED);
      assertThat(buying.purchases.raised()).isEmpty();
    }

    @Test
    void asksForAPersonTheMomentItIsUnknownForTooLong() {
      buying.payments.weather(Weather.ANSWER_LOST);
      buying.payments.searchLags(40);
      PaymentAttempt attempt = buying.readyToPay();
      buying.pay(attempt, Card.ACCEPTED);

      buying.later(Timeouts.PRODUCTION.unknownAttention().minusSeconds(15));
      assertThat(buying.purchases.raised()).isEmpty();
      buying.later(Duration.ofSeconds(20));

      assertThat(buying.purchases.attention(buying.purchase)).contains(Attention.PAYMENT_UNKNOWN);
      assertThat(buying.purchases.raised()).hasSize(1);
    }

    /** Its three tries take from the first minute to the thirteenth. */
    @Test
    void asksForAPersonInTimeWhileALookUpGoesOn() {
      Timeouts waits = Fixtures.waits(Duration.ofMinutes(8), Timeouts.PRODUCTION.heartbeat());
      try (PurchaseFixture slow = PurchaseFixture.skippingTime(waits)) {
        slow.payments.weather(Weather.ANSWER_LOST);
        slow.payments.lookUpsFail();
        slow.pay(slow.readyToPay(), Card.ACCEPTED);

        slow.later(Timeouts.PRODUCTION.unknownAttention().plusSeconds(5));

        assertThat(slow.purchases.attention(slow.purchase)).contains(Attention.PAYMENT_UNKNOWN);
      }
    }

    @Test
    void recordsTheTimeThatIsLeftAfterADecline() {
      Instant deadline = buying.subscribe(3).payBefore();
      PaymentAttempt attempt = buying.confirm();
      buying.later(Duration.ofMinutes(29));

      buying.pay(attempt, Card.DECLINED);
      buying.later(Duration.ofSeconds(1));

      assertThat(buying.purchases.payBefore(buying.purchase))
          .isBetween(deadline.plus(Duration.ofMinutes(3)), deadline.plus(Duration.ofMinutes(5)));
    }

    @Test
    void takesAnotherCardWhenAnUnknownOneProvesDeclined() {
      licensesByAnotherCard(Weather.ANSWER_LOST, Card.DECLINED, PaymentAttempt.State.DECLINED);
    }

    @Test
    void opensAnotherAttemptWhenAnUnknownOneProvesUncharged() {
      licensesByAnotherCard(Weather.REQUEST_LOST, Card.ACCEPTED, PaymentAttempt.State.NOT_CHARGED);
    }

    /**
     * @param found what the unknown attempt proves to be
     */
    private void licensesByAnotherCard(Weather weather, Card card, PaymentAttempt.State found) {
      buying.payments.weather(weather);
      PaymentAttempt first = buying.readyToPay();
      buying.pay(first, card);
      buying.later(Duration.ofSeconds(30));
      assertThat(buying.attempts.state(first)).contains(found);

      buying.payments.weather(Weather.FAIR);
      buying.pay(first.next(), Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.captured()).isEqualTo(1);
    }

    @Test
    void givesBackWhatCameAfterAllForAnAttemptThatWasGivenUp() {
      buying.payments.weather(Weather.REQUEST_LOST, 1);
      PaymentAttempt first = buying.readyToPay();
      buying.pay(first, Card.ACCEPTED);
      buying.later(Duration.ofSeconds(30));
      buying.payments.arrivesLate(first);

      buying.pay(first.next(), Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.captured()).isEqualTo(1);
      assertThat(buying.payments.held()).isZero();
    }

    @Test
    void sellsTheSameAttemptWhenThePlatformIsBack() {
      buying.payments.weather(Weather.UNREACHABLE);
      PaymentAttempt attempt = buying.readyToPay();
      buying.pay(attempt, Card.ACCEPTED);
      buying.later(Duration.ofMinutes(5));
      assertThat(buying.purchases.attention(buying.purchase))
          .contains(Attention.PLATFORM_UNREACHABLE);

      buying.payments.weather(Weather.FAIR);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.sales()).containsExactly(attempt.orderId());
    }

    @Test
    void lapsesUnchargedWhenThePlatformStaysAway() {
      buying.payments.weather(Weather.UNREACHABLE);
      PaymentAttempt attempt = buying.readyToPay();

      buying.pay(attempt, Card.ACCEPTED);

      assertThat(buying.outcome()).isEqualTo(new Lapsed(AWAIT_PAYMENT));
      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.CLOSED);
    }

    @Test
    void givesBackWhatCameAfterAllThoughThePlatformStayedAway() {
      buying.payments.weather(Weather.UNREACHABLE);
      PaymentAttempt attempt = buying.readyToPay();
      buying.pay(attempt, Card.ACCEPTED);
      buying.later(Duration.ofSeconds(1));

      buying.payments.arrivesLate(attempt);

      assertThat(buying.outcome()).isEqualTo(new Lapsed(AWAIT_PAYMENT));
      assertThat(buying.payments.held()).isZero();
    }

    @Test
    void goesOnWithAPaymentThatCameToBeChargingBeforeItCouldBeClosed() {
      buying.payments.weather(Weather.UNREACHABLE);
      PaymentAttempt attempt = buying.readyToPay();
      buying.pay(attempt, Card.ACCEPTED);
      buying.later(Duration.ofMinutes(29));
      buying.purchases.failing(Integer.MAX_VALUE);
      buying.later(Duration.ofMinutes(2));

      buying.attempts.change(
          attempt, PaymentAttempt.State.SUBMITTED, PaymentAttempt.State.CHARGING);
      buying.payments.arrivesLate(attempt);
      buying.purchases.failing(0);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.captured()).isEqualTo(1);
    }

    /** A try more or less leaves no trace; tried every hour, it is the same history sooner. */
    @Test
    void keepsItsHistoryShortHoweverLongThePlatformIsAway() {
      try (PurchaseFixture away = PurchaseFixture.skippingTime(Fixtures.triedEveryHour())) {
        away.payments.weather(Weather.ANSWER_LOST);
        away.payments.lookUpsFail();
        away.pay(away.readyToPay(), Card.ACCEPTED);

        away.later(Duration.ofDays(60));

        assertThat(away.events()).isLessThan(60);
        assertThat(away.purchases.raised()).containsExactly(Attention.PAYMENT_UNKNOWN);
      }
    }

    @Test
    void asksForAPersonAtOnceWhenThePlatformRefusesOurKeys() {
      buying.payments.weather(Weather.KEYS_REFUSED);
      PaymentAttempt attempt = buying.readyToPay();
      buying.pay(attempt, Card.ACCEPTED);
      buying.later(Duration.ofSeconds(1));

      assertThat(buying.purchases.attention(buying.purchase))
          .contains(Attention.PLATFORM_REFUSES_US);
    }

    @Test
    void looksAgainAtOnceWhenSupportAsks() {
      buying.payments.weather(Weather.ANSWER_LOST);
      buying.payments.searchLags(24);
      PaymentAttempt attempt = buying.readyToPay();
      buying.pay(attempt, Card.ACCEPTED);
      buying.later(Duration.ofMinutes(9));
      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.UNKNOWN);

      buying.support(new SupportCommand.RecheckNow(buying.asked("the buyer is on the phone")));
      buying.later(Duration.ofSeconds(1));

      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.AUTHORIZED);
      assertThat(buying.purchases.supportActions()).isEqualTo(1);
    }

    @Test
    void refusesToLookAgainWithoutAReasonOrWithoutNeed() {
      buying.readyToPay();

      assertRefused(
          Refusal.REASON_MISSING,
          () -> buying.support(new SupportCommand.RecheckNow(buying.asked(" "))));
      assertRefused(
          Refusal.NOTHING_TO_RECHECK,
          () -> buying.support(new SupportCommand.RecheckNow(buying.asked("curious"))));
    }
  }

  @Nested
  class DeliveringTheLicense {

    @Test
    void keepsTryingToActivateAndAsksForAPerson() {
      buying.licenses.failing(7);
      buying.pay(buying.readyToPay(), Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.purchases.raised()).containsExactly(Attention.ACTIVATION_FAILING);
      assertThat(buying.purchases.attention(buying.purchase)).isEmpty();
    }

    @Test
    void releasesTheMoneyWhenActivationIsRefusedForGood() {
      buying.licenses.refuse("the organization was closed");
      buying.pay(buying.readyToPay(), Card.ACCEPTED);

      assertThat(buying.outcome())
          .isEqualTo(new GivenBack("the organization was closed", ReleaseResult.RELEASED));
      assertThat(buying.licenses.of(buying.purchase)).isEmpty();
      assertThat(buying.licenses.isAbandoned(buying.purchase)).isTrue();
      assertThat(buying.payments.held()).isZero();
      assertThat(buying.payments.captured()).isZero();
    }

    @Test
    void keepsTryingToCaptureForDaysWhileTheLicenseWorks() {
      buying.payments.capturesFail(4000);
      buying.pay(buying.readyToPay(), Card.ACCEPTED);
      buying.later(Duration.ofDays(1));

      assertThat(buying.licenses.of(buying.purchase)).isPresent();
      assertThat(buying.purchases.attention(buying.purchase)).contains(Attention.CAPTURE_FAILING);
      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.captured()).isEqualTo(1);
    }

    @Test
    void suspendsTheLicenseWhenTheMoneyIsLost() {
      buying.payments.capturesFail(5);
      buying.pay(buying.readyToPay(), Card.ACCEPTED);
      buying.later(Duration.ofSeconds(3));
      buying.payments.loseHeldMoney();

      assertThat(buying.outcome()).isInstanceOf(Suspended.class);
      assertThat(buying.licenses.isSuspended(buying.purchase)).isTrue();
      assertThat(buying.purchases.attention(buying.purchase)).contains(Attention.MONEY_LOST);
    }

    /** What lasts is not replaced by what failed on the way, nor taken back with it. */
    @Test
    void saysThatTheMoneyIsLostAfterASuspensionThatFailedFirst() {
      buying.payments.capturesFail(5);
      buying.pay(buying.readyToPay(), Card.ACCEPTED);
      buying.later(Duration.ofSeconds(3));
      buying.licenses.failing(7);
      buying.payments.loseHeldMoney();

      assertThat(buying.outcome()).isInstanceOf(Suspended.class);
      assertThat(buying.licenses.isSuspended(buying.purchase)).isTrue();
      assertThat(buying.purchases.attention(buying.purchase)).contains(Attention.MONEY_LOST);
      assertThat(buying.searchableAttention()).isEqualTo(Attention.MONEY_LOST.label());
      assertThat(buying.currentDetails()).contains("`money-lost`, the held money is gone");
    }

    @Test
    void looksAgainAtOnceAndBelievesNothingWhenThePlatformReports() {
      buying.payments.capturesFail(4000);
      buying.pay(buying.readyToPay(), Card.ACCEPTED);
      buying.later(Duration.ofHours(2));
      buying.payments.capturesFail(0);
      buying.messages().platformReported(new PlatformReported("n1", "dispute_opened"));
      buying.later(Duration.ofSeconds(10));

      assertThat(buying.payments.captured()).isEqualTo(1);
      assertThat(buying.purchases.raised()).doesNotContain(Attention.PLATFORM_REPORT);
    }
  }
}
