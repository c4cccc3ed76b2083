package licensing.purchase;

import static licensing.purchase.Refused.assertRefused;
import static licensing.purchase.status.PurchaseState.PurchaseStep.AWAIT_PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import licensing.payment.Card;
import licensing.payment.InMemoryPayments;
import licensing.payment.InMemoryPayments.Weather;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.Payments.Resolution;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.PurchaseOutcome.GivenBack;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseOutcome.Licensed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Ann and Bob of support, and the purchases that they move. */
class SupportCommandsTest {

  private static final int FOR_EVER = 10_000;

  /** An activity is repeated so often before the process waits. */
  private static final int TRIES_AT_ONCE = 3;

  private final PurchaseFixture buying = PurchaseFixture.skippingTime();

  @AfterEach
  void close() {
    buying.close();
  }

  @Nested
  class Retry {

    @Test
    void triesAtOnceWhatWaitsForItsNextTurn() {
      buying.licenses.failing(FOR_EVER);
      buying.payments.capturesFail(FOR_EVER);
      buying.pay(buying.readyToPay(), Card.ACCEPTED);
      buying.later(Duration.ofMinutes(20));
      buying.licenses.failing(0);

      buying.support(new SupportCommand.RetryNow(buying.asked("the database is back")));
      buying.later(Duration.ofSeconds(1));

      assertThat(buying.licenses.of(buying.purchase)).isPresent();
      assertThat(buying.purchases.supportActions()).isEqualTo(1);
    }

    @Test
    void triesAgainAtOnceWhereTheTryUnderWayFails() {
      buying.licenses.failing(FOR_EVER);
      buying.pay(buying.readyToPay(), Card.ACCEPTED);
      buying.later(Duration.ofMinutes(20));
      buying.licenses.meanwhile(
          () -> {
            buying.support(new SupportCommand.RetryNow(buying.asked("while it tries")));
            buying.licenses.failing(TRIES_AT_ONCE);
          });

      buying.support(new SupportCommand.RetryNow(buying.asked("the database is back")));
      buying.later(Duration.ofSeconds(30));

      assertThat(buying.licenses.of(buying.purchase)).isPresent();
    }

    @Test
    void isRefusedWhereNothingHasFailed() {
      buying.readyToPay();

      assertRefused(
          Refusal.NOTHING_TO_RETRY,
          () -> buying.support(new SupportCommand.RetryNow(buying.asked("curious"))));
      assertThat(buying.purchases.supportActions()).isZero();
    }
  }

  @Nested
  class Resolve {

    @Test
    void adoptsThePaymentThatThePlatformBearsOut() {
      PaymentAttempt attempt = unknown();

      resolve(new Resolution.Paid(InMemoryPayments.reference(attempt)));

      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.AUTHORIZED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.sales()).hasSize(1);
      assertThat(buying.payments.captured()).isEqualTo(1);
    }

    @Test
    void changesNothingForThePaymentOfAnother() {
      PaymentAttempt attempt = unknown();

      assertRefused(Refusal.NOT_BORNE_OUT, () -> resolve(new Resolution.Paid("another")));

      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.UNKNOWN);
      assertThat(buying.purchases.raised()).doesNotHaveDuplicates();
      buying.payments.searchLags(0);
      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
    }

    @Test
    void offersAnotherCardWhereNothingWasChargedAndGivesBackWhatComesLate() {
      PaymentAttempt attempt = buying.readyToPay();
      buying.payments.weather(Weather.REQUEST_LOST, 1);
      buying.payments.searchLags(FOR_EVER);
      buying.pay(attempt, Card.ACCEPTED);
      buying.later(Duration.ofMinutes(20));

      resolve(new Resolution.NotCharged());
      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.NOT_CHARGED);
      buying.later(Duration.ofSeconds(1));
      buying.payments.arrivesLate(attempt);
      buying.pay(attempt.next(), Card.ACCEPTED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.captured()).isEqualTo(1);
      assertThat(buying.payments.held()).isZero();
    }

    @Test
    void takesThePlatformsWordForNotChargedWhereItKnowsBetter() {
      PaymentAttempt attempt = unknown();

      resolve(new Resolution.NotCharged());

      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.AUTHORIZED);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
    }

    /** It is noted while the platform answers, and heard while that is being written. */
    @Test
    void isAnsweredThoughThePlatformWasFaster() throws Exception {
      unknown();
      CountDownLatch known = new CountDownLatch(1);
      CountDownLatch heard = new CountDownLatch(1);
      // So that both are written by activities that messages can overtake.
      buying.purchases.failing(2);
      buying.purchases.whileRecording(
          () -> {
            buying.payments.searchLags(0);
            buying.messages().platformReported(new PlatformReported("1", "transaction_settled"));
            reached(known);
          });
      buying.purchases.whileItIsOver(
          () -> {
            known.countDown();
            reached(heard);
          });

      buying.startSupport(
          new SupportCommand.ResolveUnknown(
              buying.asked("the bank told us"), new Resolution.NotCharged()));
      reached(known);
      buying.awaitTaskAfter("Purchases.RecordSupport");
      heard.countDown();

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
    }

    private static void reached(CountDownLatch latch) {
      try {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Test
    void isRefusedWhereEverythingIsKnown() {
      buying.readyToPay();

      assertRefused(Refusal.NOTHING_UNKNOWN, () -> resolve(new Resolution.NotCharged()));
    }

    private void resolve(Resolution resolution) {
      buying.support(
          new SupportCommand.ResolveUnknown(buying.asked("the bank told us"), resolution));
    }
  }

  @Nested
  class GiveBack {

    @Test
    void releasesTheMoneyWhereTheLicenseIsNotToBeHad() {
      paidWithoutALicense();

      buying.support(
          new SupportCommand.GiveBackAndEnd(buying.asked("the buyer wants the money back")));

      assertThat(buying.outcome())
          .isEqualTo(
              new GivenBack(
                  "support gave it back: the buyer wants the money back", ReleaseResult.RELEASED));
      assertThat(buying.licenses.of(buying.purchase)).isEmpty();
      assertThat(buying.payments.held()).isZero();
    }

    /** The try under way may take as long as it likes: support's word is heard. */
    @Test
    void isHeardWhileATryIsUnderWay() {
      paidWithoutALicense();
      buying.later(Duration.ofMinutes(20));
      buying.licenses.meanwhile(
          () ->
              buying.startSupport(
                  new SupportCommand.GiveBackAndEnd(buying.asked("it takes long"))));

      assertThat(buying.outcome()).isInstanceOf(GivenBack.class);
      assertThat(buying.lasted()).isLessThan(Duration.ofMinutes(30));
    }

    @Test
    void isRefusedOnceTheLicenseIsDelivered() {
      buying.payments.capturesFail(FOR_EVER);
      buying.pay(buying.readyToPay(), Card.ACCEPTED);
      buying.later(Duration.ofMinutes(5));

      assertRefused(Refusal.LICENSE_DELIVERED, this::giveBack);
      assertThat(buying.payments.held()).isEqualTo(1);
    }

    @Test
    void isRefusedWhileTheMoneyGoesBackAlready() {
      buying.payments.releasesFail(FOR_EVER);
      paidWithoutALicense();
      giveBack();

      assertRefused(Refusal.GOING_BACK, this::giveBack);
    }

    @Test
    void losesAgainstALicenseWhoseDeliveryWasNotHeardOf() {
      buying.licenses.answersLost(FOR_EVER);
      buying.pay(buying.readyToPay(), Card.ACCEPTED);
      buying.later(Duration.ofMinutes(5));

      assertRefused(Refusal.LICENSE_DELIVERED, this::giveBack);

      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
      assertThat(buying.payments.captured()).isEqualTo(1);
    }

    @Test
    void isRefusedWhereNoMoneyIsHeld() {
      buying.readyToPay();

      assertRefused(Refusal.NOTHING_HELD, this::giveBack);
    }

    @Test
    void isRefusedWhileNobodyKnowsWhetherMoneyIsHeld() {
      unknown();

      assertRefused(Refusal.PAYMENT_UNDER_WAY, this::giveBack);
    }

    private void giveBack() {
      buying.support(new SupportCommand.GiveBackAndEnd(buying.asked("asked for")));
    }
  }

  @Nested
  class Propose {

    @Test
    void givesBackOnceTheSecondPersonAsksForTheSame() {
      buying.purchases.needSecondPersonAbove(Money.parse("56.99 USD"));
      paidWithoutALicense();

      assertRefused(Refusal.SECOND_PERSON_NEEDED, () -> giveBack("ann"));
      propose("ann", MoneyDecision.GIVING_BACK);
      assertRefused(Refusal.SECOND_PERSON_NEEDED, () -> giveBack("ann"));
      assertThat(buying.payments.held()).isEqualTo(1);
      giveBack("bob");

      assertThat(buying.outcome()).isInstanceOf(GivenBack.class);
      assertThat(buying.payments.held()).isZero();
      assertThat(buying.purchases.supportActions()).isEqualTo(2);
    }

    @Test
    void resolvesWhatWasProposedAndNothingElse() {
      buying.purchases.needSecondPersonAbove(Money.parse("56.99 USD"));
      PaymentAttempt attempt = unknown();
      Resolution paid = new Resolution.Paid(InMemoryPayments.reference(attempt));
      propose("ann", MoneyDecision.resolving(new Resolution.NotCharged()));

      assertRefused(Refusal.SECOND_PERSON_NEEDED, () -> resolve("bob", paid));
      propose("bob", MoneyDecision.resolving(paid));

      resolve("ann", paid);

      assertThat(buying.attempts.state(attempt)).contains(PaymentAttempt.State.AUTHORIZED);
    }

    @Test
    void isRefusedWhereTheActionItselfWouldBe() {
      buying.readyToPay();

      assertRefused(Refusal.NOTHING_HELD, () -> propose("ann", MoneyDecision.GIVING_BACK));
      assertThat(buying.purchases.supportActions()).isZero();
    }

    @Test
    void isRefusedForWhatIsNoReference() {
      unknown();

      assertRefused(
          Refusal.NOT_BORNE_OUT,
          () -> propose("ann", MoneyDecision.resolving(new Resolution.Paid("<b>"))));
    }

    private void propose(String operator, MoneyDecision decision) {
      buying.support(
          new SupportCommand.Propose(buying.asked(operator, "the bank told us"), decision));
    }

    private void giveBack(String operator) {
      buying.support(
          new SupportCommand.GiveBackAndEnd(buying.asked(operator, "the buyer wants it back")));
    }

    private void resolve(String operator, Resolution resolution) {
      buying.support(
          new SupportCommand.ResolveUnknown(buying.asked(operator, "so it is"), resolution));
    }
  }

  @Nested
  class Extend {

    @Test
    void leavesTheBuyerMoreTime() {
      Instant deadline = buying.subscribe(3).payBefore().plus(Duration.ofHours(2));

      extend(deadline);

      assertThat(buying.purchases.payBefore(buying.purchase)).isEqualTo(deadline);
      buying.later(Duration.ofHours(2));
      PaymentAttempt attempt = buying.confirm();
      buying.pay(attempt, Card.ACCEPTED);
      assertThat(buying.outcome()).isInstanceOf(Licensed.class);
    }

    @Test
    void endsAtTheNewOneAllTheSame() {
      Instant deadline = buying.subscribe(3).payBefore().plus(Duration.ofHours(2));
      buying.confirm();
      extend(deadline);

      assertThat(buying.outcome()).isEqualTo(new Lapsed(AWAIT_PAYMENT));
      assertThat(buying.lasted()).isBetween(Duration.ofMinutes(150), Duration.ofMinutes(151));
    }

    @Test
    void holdsForTheTimeAfterADeclineToo() {
      Instant deadline = buying.subscribe(3).payBefore();
      PaymentAttempt attempt = buying.confirm();
      buying.payments.weather(Weather.ANSWER_LOST, 1);
      buying.payments.searchLags(3);
      buying.pay(attempt, Card.DECLINED);
      buying.later(Duration.ofSeconds(3));

      extend(deadline.plus(Duration.ofHours(1)));

      assertThat(buying.outcome()).isEqualTo(new Lapsed(AWAIT_PAYMENT));
      assertThat(buying.lasted()).isGreaterThan(Duration.ofMinutes(89));
    }

    @Test
    void isNeverLessTimeNorMoreThanADay() {
      Instant deadline = buying.subscribe(3).payBefore();

      assertRefused(Refusal.DEADLINE_NOT_ALLOWED, () -> extend(deadline));
      assertRefused(
          Refusal.DEADLINE_NOT_ALLOWED, () -> extend(deadline.plus(Duration.ofHours(24))));
      assertThat(buying.purchases.supportActions()).isZero();
    }

    @Test
    void isRefusedWhereNobodyIsWaitedFor() {
      buying.payments.capturesFail(FOR_EVER);
      Instant deadline = buying.subscribe(3).payBefore();
      buying.pay(buying.confirm(), Card.ACCEPTED);
      buying.later(Duration.ofMinutes(5));

      assertRefused(Refusal.NO_DEADLINE, () -> extend(deadline.plus(Duration.ofHours(1))));
    }

    private void extend(Instant deadline) {
      buying.support(
          new SupportCommand.ExtendDeadline(buying.asked("their card is new"), deadline));
    }
  }

  @Nested
  class Annotate {

    @Test
    void leavesANoteAndMovesNothing() {
      buying.readyToPay();

      buying.support(new SupportCommand.Annotate(buying.asked("called:\n\"two <b>cards</b>\"")));

      assertThat(buying.purchases.supportActions()).isEqualTo(1);
      assertThat(buying.outcome()).isEqualTo(new Lapsed(AWAIT_PAYMENT));
    }

    @Test
    void refusesWhatRecordsCannotKeep() {
      buying.readyToPay();

      for (String note : new String[] {"", " ", "x".repeat(1_000_000), "a\u0000b", "\u001b[2J"}) {
        assertRefused(
            Refusal.REASON_MISSING,
            () -> buying.support(new SupportCommand.Annotate(buying.asked(note))));
      }
      assertRefused(
          Refusal.REASON_MISSING,
          () -> buying.support(new SupportCommand.Annotate(Fixtures.asked("", "why", 1))));
      assertThat(buying.purchases.supportActions()).isZero();
    }
  }

  @Test
  void takesTheSameRequestTwiceForOneAction() {
    buying.readyToPay();
    SupportRequest request = buying.asked("the buyer called");

    buying.support(new SupportCommand.Annotate(request));
    buying.support(new SupportCommand.Annotate(request));

    assertThat(buying.purchases.supportActions()).isEqualTo(1);
  }

  @Test
  void tellsTheSecondOfTwoOperators() {
    buying.readyToPay();
    SupportRequest ann = buying.asked("the buyer called");
    buying.support(new SupportCommand.Annotate(ann));

    assertRefused(
        Refusal.CHANGED_SINCE,
        () ->
            buying.support(
                new SupportCommand.Annotate(Fixtures.asked("bob", "me too", ann.versionSeen()))));
    assertThat(buying.purchases.supportActions()).isEqualTo(1);
  }

  /** The money is held, and no license can be activated. */
  private void paidWithoutALicense() {
    buying.licenses.failing(FOR_EVER);
    buying.pay(buying.readyToPay(), Card.ACCEPTED);
    buying.later(Duration.ofMinutes(5));
  }

  /** The money is held, but the search finds nothing. */
  private PaymentAttempt unknown() {
    PaymentAttempt attempt = buying.readyToPay();
    buying.payments.weather(Weather.ANSWER_LOST, 1);
    buying.payments.searchLags(FOR_EVER);
    buying.pay(attempt, Card.ACCEPTED);
    buying.later(Duration.ofMinutes(20));
    return attempt;
  }
}
