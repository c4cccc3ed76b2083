package licensing.purchase;

import static licensing.purchase.message.Refusal.CHANGED_SINCE;
import static licensing.purchase.message.Refusal.SECOND_PERSON_NEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import licensing.payment.Card;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.Resolution;
import licensing.purchase.Purchases.AttemptClosing;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.MoneyDecision;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseOutcome.Withdrawn;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Purchases} does. */
public abstract class PurchasesContract {

  private long said;

  protected abstract Purchases purchases();

  /** A subscription that is not recorded yet, of a buyer who exists. */
  protected abstract Subscription subscription();

  /** The same, so dear that the settings ask for a second person, as for the other they do not. */
  protected abstract Subscription dearSubscription();

  protected abstract Optional<Subscription> recorded(PurchaseId purchase);

  /** The kind of the recorded end. */
  protected abstract Optional<PurchaseOutcome.Kind> outcome(PurchaseId purchase);

  protected abstract Optional<Attention> attention(PurchaseId purchase);

  protected abstract boolean handIn(PaymentAttempt attempt, Card card);

  protected abstract PaymentAttempt.State state(PaymentAttempt attempt);

  /** How many actions of support are recorded for a purchase. */
  protected abstract int supportActions(PurchaseId purchase);

  /** The newest version of a purchase, as a page shows it. */
  protected abstract long version(PurchaseId purchase);

  /** Until when the buyer may pay, as a page shows it. */
  protected abstract Instant payBefore(PurchaseId purchase);

  @Test
  void recordsASubscriptionOnce() {
    Subscription subscription = subscription();

    purchases().recordSubscription(subscription);
    purchases().recordSubscription(subscription);

    assertThat(recorded(subscription.purchase())).contains(subscription);
  }

  @Test
  void neverReopensAnAttempt() {
    PaymentAttempt attempt = opened();
    purchases().closeAttempt(attempt, false);

    purchases().openAttempt(attempt, null);

    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.CLOSED);
  }

  @Test
  void closesAnOpenAttemptSoThatNoPaymentCanBeHandedIn() {
    PaymentAttempt attempt = opened();

    assertThat(purchases().closeAttempt(attempt, false)).isEqualTo(AttemptClosing.CLOSED);
    assertThat(purchases().closeAttempt(attempt, false)).isEqualTo(AttemptClosing.CLOSED);
    assertThat(handIn(attempt, Card.ACCEPTED)).isFalse();
  }

  @Test
  void doesNotCloseAnAttemptThatAPaymentWasHandedInFor() {
    PaymentAttempt attempt = opened();
    assertThat(handIn(attempt, Card.ACCEPTED)).isTrue();

    assertThat(purchases().closeAttempt(attempt, false))
        .isEqualTo(AttemptClosing.PAYMENT_SUBMITTED);
    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.SUBMITTED);
  }

  @Test
  void closesASubmittedAttemptThatThePlatformNeverTook() {
    PaymentAttempt attempt = opened();
    handIn(attempt, Card.ACCEPTED);

    assertThat(purchases().closeAttempt(attempt, true)).isEqualTo(AttemptClosing.CLOSED);
  }

  @Test
  void keepsTheFirstPaymentThatWasHandedIn() {
    PaymentAttempt attempt = opened();

    assertThat(handIn(attempt, Card.ACCEPTED)).isTrue();
    assertThat(handIn(attempt, Card.DECLINED)).isFalse();
  }

  @Test
  void keepsTheFirstEnd() {
    PurchaseId purchase = recordedSubscription().purchase();

    assertThat(purchases().end(purchase, new Withdrawn())).isNull();
    assertThat(purchases().end(purchase, new Withdrawn())).isNull();
    assertThat(purchases().end(purchase, new Lapsed(PurchaseStep.AWAIT_PAYMENT)))
        .isEqualTo(PurchaseOutcome.Kind.WITHDRAWN);

    assertThat(outcome(purchase)).contains(PurchaseOutcome.Kind.WITHDRAWN);
  }

  @Test
  void tellsWhoComesAgainThatItHasEnded() {
    Subscription subscription = subscription();
    PaymentAttempt first = new PaymentAttempt(subscription.purchase(), 1, subscription.total());
    assertThat(purchases().recordSubscription(subscription)).isNull();
    assertThat(purchases().openAttempt(first, null)).isNull();

    purchases().end(subscription.purchase(), new Withdrawn());

    assertThat(purchases().recordSubscription(subscription))
        .isEqualTo(PurchaseOutcome.Kind.WITHDRAWN);
    assertThat(purchases().openAttempt(first, null)).isEqualTo(PurchaseOutcome.Kind.WITHDRAWN);
  }

  @Test
  void endsWhatWasNeverSubscribedWithoutATrace() {
    PurchaseId purchase = PurchaseId.random();

    assertThatCode(() -> purchases().end(purchase, new Lapsed(PurchaseStep.PRESENT_TERMS)))
        .doesNotThrowAnyException();
    assertThat(recorded(purchase)).isEmpty();
  }

  @Test
  void notesAndClearsAttention() {
    PurchaseId purchase = recordedSubscription().purchase();

    purchases().noteAttention(purchase, next(), Attention.CAPTURE_FAILING, "the platform is down");
    assertThat(attention(purchase)).contains(Attention.CAPTURE_FAILING);

    purchases().noteAttention(purchase, next(), null, "it came right");
    assertThat(attention(purchase)).isEmpty();
  }

  @Test
  void keepsSayingThatMoneyIsLostWhateverComesRight() {
    PurchaseId purchase = recordedSubscription().purchase();
    purchases().noteAttention(purchase, next(), Attention.PLATFORM_REPORT, "disputed");

    purchases().noteAttention(purchase, next(), Attention.MONEY_LOST, "the hold is gone");
    purchases().noteAttention(purchase, next(), Attention.CAPTURE_FAILING, "the database is away");
    purchases().noteAttention(purchase, next(), null, "it came right");

    assertThat(attention(purchase)).contains(Attention.MONEY_LOST);
  }

  @Test
  void takesTheSameActionOnTheSameVersionForOne() {
    PurchaseId purchase = recordedSubscription().purchase();
    SupportRequest request = Fixtures.asked("ann", "why", version(purchase));

    assertThat(purchases().recordSupport(purchase, new SupportCommand.RetryNow(request))).isNull();
    assertThat(purchases().recordSupport(purchase, new SupportCommand.RetryNow(request))).isNull();

    assertThat(supportActions(purchase)).isEqualTo(1);
  }

  @Test
  void tellsTheSlowerOfTwoWhoWasFaster() {
    PurchaseId purchase = recordedSubscription().purchase();
    long seen = version(purchase);
    purchases()
        .recordSupport(purchase, new SupportCommand.RetryNow(Fixtures.asked("ann", "why", seen)));

    assertThat(
            purchases()
                .recordSupport(
                    purchase,
                    new SupportCommand.GiveBackAndEnd(Fixtures.asked("bob", "why", seen))))
        .isNotNull()
        .satisfies(
            rejection ->
                assertThat(rejection.words())
                    .containsAnyOf("ann", Fixtures.idOf("ann").toString())
                    .contains("retry now"),
            rejection -> assertThat(rejection.refusal()).isEqualTo(CHANGED_SINCE));
    assertThat(
            purchases()
                .recordSupport(
                    purchase,
                    new SupportCommand.RetryNow(Fixtures.asked("bob", "why", version(purchase)))))
        .isNull();
    assertThat(supportActions(purchase)).isEqualTo(2);
  }

  @Test
  void refusesAnActionOnWhatHasMovedOn() {
    PurchaseId purchase = recordedSubscription().purchase();
    long seen = version(purchase);
    purchases().noteAttention(purchase, next(), Attention.CAPTURE_FAILING, "the platform is down");

    assertThat(
            purchases()
                .recordSupport(
                    purchase, new SupportCommand.Annotate(Fixtures.asked("ann", "why", seen))))
        .isNotNull()
        .satisfies(rejection -> assertThat(rejection.words()).contains("moved on"));
    assertThat(supportActions(purchase)).isZero();
  }

  @Test
  void leavesMoreTimeAndNeverLess() {
    Subscription subscription = recordedSubscription();
    PurchaseId purchase = subscription.purchase();
    Instant later = subscription.payBefore().plus(Duration.ofHours(1));

    assertThat(extend(purchase, later)).isNull();
    assertThat(extend(purchase, subscription.payBefore())).isNull();

    assertThat(payBefore(purchase)).isEqualTo(later);
  }

  @Test
  void leavesTimeForTheNextAttempt() {
    Subscription subscription = recordedSubscription();
    PaymentAttempt first = new PaymentAttempt(subscription.purchase(), 1, subscription.total());
    Instant later = subscription.payBefore().plus(Duration.ofMinutes(5));

    purchases().openAttempt(first, null);
    assertThat(payBefore(subscription.purchase())).isEqualTo(subscription.payBefore());
    purchases().openAttempt(first, later);

    assertThat(payBefore(subscription.purchase())).isEqualTo(later);
  }

  @Test
  void settlesOnceWhatOnlyAPersonCanSettle() {
    PurchaseId purchase = recordedSubscription().purchase();
    purchases().noteAttention(purchase, next(), Attention.MONEY_LOST, "the hold is gone");
    SupportRequest request = Fixtures.asked("ann", "settled by mail", version(purchase));

    assertThat(purchases().recordSupport(purchase, new SupportCommand.MarkAsSettled(request)))
        .isNull();
    assertThat(attention(purchase)).isEmpty();
    purchases().noteAttention(purchase, next(), Attention.MONEY_LOST, "and again");
    assertThat(purchases().recordSupport(purchase, new SupportCommand.MarkAsSettled(request)))
        .isNull();

    assertThat(attention(purchase)).contains(Attention.MONEY_LOST);
    assertThat(
            purchases()
                .recordSupport(
                    purchase,
                    new SupportCommand.MarkAsSettled(Fixtures.asked("bob", "too late", 1))))
        .isNotNull();
    assertThat(attention(purchase)).contains(Attention.MONEY_LOST);
  }

  @Test
  void saysAgainWhatWentOnUnderneath() {
    PurchaseId purchase = recordedSubscription().purchase();
    purchases().noteAttention(purchase, next(), Attention.MONEY_LOST, "the hold is gone");
    purchases().noteAttention(purchase, next(), Attention.CAPTURE_FAILING, "the database is away");

    purchases()
        .recordSupport(
            purchase,
            new SupportCommand.MarkAsSettled(Fixtures.asked("ann", "by mail", version(purchase))));
    assertThat(attention(purchase)).contains(Attention.CAPTURE_FAILING);

    purchases().noteAttention(purchase, next(), null, "it came right");
    assertThat(attention(purchase)).isEmpty();
  }

  @Test
  void doesWhatDecidesAboutMoneyOnlyAfterAnotherPersonsProposal() {
    PurchaseId purchase = openedFor(dearSubscription()).purchase();

    assertThat(move(purchase, "ann", MoneyDecision.GIVING_BACK)).isEqualTo(SECOND_PERSON_NEEDED);
    assertThat(propose(purchase, "ann", MoneyDecision.GIVING_BACK)).isNull();
    assertThat(move(purchase, "ann", MoneyDecision.GIVING_BACK)).isEqualTo(SECOND_PERSON_NEEDED);
    SupportRequest bobs = Fixtures.asked("bob", "why", version(purchase));
    assertThat(purchases().recordSupport(purchase, new SupportCommand.GiveBackAndEnd(bobs)))
        .isNull();
    assertThat(purchases().recordSupport(purchase, new SupportCommand.GiveBackAndEnd(bobs)))
        .isNull();

    assertThat(supportActions(purchase)).isEqualTo(2);
    assertThat(move(purchase, "bob", MoneyDecision.GIVING_BACK)).isEqualTo(SECOND_PERSON_NEEDED);
  }

  @Test
  void takesNobodyForASecondPersonWhoHasAnotherNameByNow() {
    PurchaseId purchase = openedFor(dearSubscription()).purchase();
    propose(purchase, "ann", MoneyDecision.GIVING_BACK);

    SupportRequest married =
        new SupportRequest("ann-married", Fixtures.idOf("ann"), "why", version(purchase));

    assertThat(purchases().recordSupport(purchase, new SupportCommand.GiveBackAndEnd(married)))
        .isNotNull()
        .extracting(Rejection::refusal)
        .isEqualTo(SECOND_PERSON_NEEDED);
  }

  @Test
  void takesNothingOfANameAlone() {
    PurchaseId purchase = recordedSubscription().purchase();
    SupportRequest nobody = new SupportRequest("ann", null, "why", version(purchase));

    assertThat(purchases().recordSupport(purchase, new SupportCommand.RetryNow(nobody)))
        .isNotNull()
        .extracting(Rejection::refusal)
        .isEqualTo(Refusal.NOT_OF_SUPPORT);
    assertThat(supportActions(purchase)).isZero();
  }

  @Test
  void letsAProposalBeWithdrawnByItsAuthorAlone() {
    PurchaseId purchase = openedFor(dearSubscription()).purchase();
    assertThat(withdraw(purchase, "ann")).isEqualTo(Refusal.NOTHING_PROPOSED);
    propose(purchase, "ann", MoneyDecision.GIVING_BACK);

    assertThat(withdraw(purchase, "bob")).isEqualTo(Refusal.NOTHING_PROPOSED);
    assertThat(withdraw(purchase, "ann")).isNull();

    assertThat(move(purchase, "bob", MoneyDecision.GIVING_BACK)).isEqualTo(SECOND_PERSON_NEEDED);
    propose(purchase, "ann", MoneyDecision.GIVING_BACK);
    assertThat(move(purchase, "bob", MoneyDecision.GIVING_BACK)).isNull();
  }

  private @Nullable Refusal withdraw(PurchaseId purchase, String operator) {
    SupportRequest request = Fixtures.asked(operator, "why", version(purchase));
    Rejection rejection =
        purchases()
            .recordSupport(
                purchase, new SupportCommand.WithdrawProposal(request, MoneyDecision.GIVING_BACK));
    return rejection == null ? null : rejection.refusal();
  }

  @Test
  void takesNoProposalForAnother() {
    PurchaseId purchase = openedFor(dearSubscription()).purchase();
    propose(purchase, "ann", MoneyDecision.resolving(new Resolution.Paid("abc")));

    assertThat(move(purchase, "bob", MoneyDecision.resolving(new Resolution.Paid("abd"))))
        .isEqualTo(SECOND_PERSON_NEEDED);
    assertThat(move(purchase, "bob", MoneyDecision.resolving(new Resolution.NotCharged())))
        .isEqualTo(SECOND_PERSON_NEEDED);
    assertThat(move(purchase, "bob", MoneyDecision.resolving(new Resolution.Paid("abc")))).isNull();
  }

  @Test
  void takesNoProposalOfAnEarlierAttempt() {
    PaymentAttempt first = openedFor(dearSubscription());
    propose(first.purchase(), "ann", MoneyDecision.resolving(new Resolution.NotCharged()));
    purchases().closeAttempt(first, false);
    purchases().openAttempt(first.next(), null);

    assertThat(move(first.purchase(), "bob", MoneyDecision.resolving(new Resolution.NotCharged())))
        .isEqualTo(SECOND_PERSON_NEEDED);
  }

  @Test
  void doesWhatDecidesAboutMoneyAtOnceWhereNoSecondPersonIsAskedFor() {
    PurchaseId purchase = opened().purchase();

    assertThat(move(purchase, "ann", MoneyDecision.GIVING_BACK)).isNull();
    assertThat(
            purchases()
                .recordSupport(
                    purchase, new SupportCommand.GiveBackAndEnd(Fixtures.asked("bob", "late", 1))))
        .extracting(Rejection::refusal)
        .isEqualTo(CHANGED_SINCE);
  }

  @Test
  void hearsNothingThatWasSaidBeforeTheNewest() {
    PurchaseId purchase = recordedSubscription().purchase();
    long first = next();
    purchases().noteAttention(purchase, next(), null, "it came right");

    purchases().noteAttention(purchase, first, Attention.CAPTURE_FAILING, "late");

    assertThat(attention(purchase)).isEmpty();
  }

  private long next() {
    return ++said;
  }

  private @Nullable Rejection extend(PurchaseId purchase, Instant payBefore) {
    SupportRequest request = Fixtures.asked("ann", "why", version(purchase));
    return purchases()
        .recordSupport(purchase, new SupportCommand.ExtendDeadline(request, payBefore));
  }

  private @Nullable Rejection propose(
      PurchaseId purchase, String operator, MoneyDecision decision) {
    SupportRequest request = Fixtures.asked(operator, "why", version(purchase));
    return purchases().recordSupport(purchase, new SupportCommand.Propose(request, decision));
  }

  /** On the newest version; null where it is taken. */
  private @Nullable Refusal move(PurchaseId purchase, String operator, MoneyDecision decision) {
    SupportRequest request = Fixtures.asked(operator, "why", version(purchase));
    Rejection rejection =
        purchases()
            .recordSupport(
                purchase,
                decision.resolution() == null
                    ? new SupportCommand.GiveBackAndEnd(request)
                    : new SupportCommand.ResolveUnknown(request, decision.resolution()));
    return rejection == null ? null : rejection.refusal();
  }

  private Subscription recordedSubscription() {
    Subscription subscription = subscription();
    purchases().recordSubscription(subscription);
    return subscription;
  }

  private PaymentAttempt opened() {
    return openedFor(subscription());
  }

  private PaymentAttempt openedFor(Subscription subscription) {
    purchases().recordSubscription(subscription);
    PaymentAttempt attempt = new PaymentAttempt(subscription.purchase(), 1, subscription.total());
    purchases().openAttempt(attempt, null);
    return attempt;
  }
}
