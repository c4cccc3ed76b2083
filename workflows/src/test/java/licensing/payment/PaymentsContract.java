package licensing.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.NotHandedIn;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.Payments.CaptureResult;
import licensing.payment.Payments.LateMoney;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.Payments.Resolution;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Purchases.AttemptClosing;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Payments} does. */
public abstract class PaymentsContract {

  protected abstract Payments payments();

  protected abstract Purchases purchases();

  /** A new purchase that is recorded. */
  protected abstract Subscription subscribed();

  /** Hands in a payment, as the payment page does; answers whether it was kept. */
  protected abstract boolean handIn(PaymentAttempt attempt, Card card);

  protected abstract PaymentAttempt.State state(PaymentAttempt attempt);

  protected abstract Optional<PurchaseOutcome.Kind> outcome(PurchaseId purchase);

  /** How many sales of this attempt reached the platform. */
  protected abstract int sales(PaymentAttempt attempt);

  @Test
  void holdsTheMoneyOfAnAcceptedCard() {
    PaymentAttempt attempt = submitted(Card.ACCEPTED);

    assertThat(payments().authorize(attempt))
        .isInstanceOfSatisfying(
            Authorized.class,
            authorized ->
                assertThat(authorized.authorization().amount()).isEqualTo(attempt.amount()));
    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.AUTHORIZED);
  }

  @Test
  void sellsOnceHoweverOftenItIsAsked() {
    PaymentAttempt attempt = submitted(Card.ACCEPTED);

    AuthorizationResult first = payments().authorize(attempt);

    assertThat(payments().authorize(attempt)).isEqualTo(first);
    assertThat(payments().lookUp(attempt)).isEqualTo(first);
    assertThat(sales(attempt)).isEqualTo(1);
  }

  @Test
  void tellsWhyACardWasDeclined() {
    PaymentAttempt attempt = submitted(Card.DECLINED);

    assertThat(payments().authorize(attempt))
        .isInstanceOfSatisfying(
            Declined.class, declined -> assertThat(declined.reason()).isNotBlank());
    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.DECLINED);
    assertThat(payments().lookUp(attempt)).isInstanceOf(Declined.class);
  }

  @Test
  void chargesNothingForAnInvalidSecret() {
    PaymentAttempt attempt = submitted(Card.INVALID);

    assertThat(payments().authorize(attempt)).isInstanceOf(NotCharged.class);
    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.NOT_CHARGED);
  }

  @Test
  void asksForNothingBeforeAPaymentWasHandedIn() {
    PaymentAttempt attempt = opened();

    assertThat(payments().authorize(attempt)).isInstanceOf(NotHandedIn.class);
    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.OPEN);
    assertThat(sales(attempt)).isZero();
  }

  @Test
  void asksForNothingOfAnAttemptThatWasNeverOpened() {
    Subscription subscription = subscribed();
    PaymentAttempt never = new PaymentAttempt(subscription.purchase(), 1, subscription.total());

    assertThat(payments().authorize(never)).isInstanceOf(NotHandedIn.class);
    assertThat(purchases().closeAttempt(never, false)).isEqualTo(AttemptClosing.CLOSED);
  }

  @Test
  void doesNotSellByLookingUp() {
    PaymentAttempt attempt = submitted(Card.ACCEPTED);

    assertThat(payments().lookUp(attempt)).isInstanceOf(NotTaken.class);
    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.SUBMITTED);
    assertThat(sales(attempt)).isZero();
  }

  @Test
  void sellsNothingForAClosedAttempt() {
    PaymentAttempt attempt = submitted(Card.ACCEPTED);
    purchases().closeAttempt(attempt, true);

    assertThat(payments().authorize(attempt)).isInstanceOf(NotCharged.class);
    assertThat(sales(attempt)).isZero();
  }

  @Test
  void resolvesNothingThatIsKnown() {
    PaymentAttempt attempt = submitted(Card.ACCEPTED);
    Authorization authorization = authorized(attempt);

    assertThat(payments().resolve(attempt, new Resolution.NotCharged()))
        .isEqualTo(new Authorized(authorization));
    assertThat(payments().resolve(attempt, new Resolution.Paid("another")))
        .isEqualTo(new Authorized(authorization));
  }

  @Test
  void capturesOnceHoweverOftenItIsAsked() {
    PaymentAttempt attempt = submitted(Card.ACCEPTED);
    Authorization authorization = authorized(attempt);

    assertThat(payments().capture(attempt, authorization.reference()))
        .isEqualTo(new CaptureResult.Captured());
    assertThat(payments().capture(attempt, authorization.reference()))
        .isEqualTo(new CaptureResult.Captured());
    assertThat(outcome(attempt.purchase())).contains(PurchaseOutcome.Kind.LICENSED);
  }

  @Test
  void releasesHeldMoneyOnceHoweverOftenItIsAsked() {
    PaymentAttempt attempt = submitted(Card.ACCEPTED);
    Authorization authorization = authorized(attempt);

    assertThat(payments().release(attempt, authorization.reference()))
        .isEqualTo(ReleaseResult.RELEASED);
    assertThat(payments().release(attempt, authorization.reference()))
        .isEqualTo(ReleaseResult.RELEASED);
  }

  @Test
  void findsNothingLateWhereTheMoneyWasAdopted() {
    PaymentAttempt attempt = submitted(Card.ACCEPTED);
    Authorization authorization = authorized(attempt);

    assertThat(payments().giveBackLate(attempt)).isEqualTo(LateMoney.NONE);
    assertThat(payments().capture(attempt, authorization.reference()))
        .isInstanceOf(CaptureResult.Captured.class);
  }

  @Test
  void findsNothingLateForAnAttemptThatNeverReachedThePlatform() {
    PaymentAttempt attempt = submitted(Card.ACCEPTED);
    purchases().closeAttempt(attempt, true);

    assertThat(payments().giveBackLate(attempt)).isEqualTo(LateMoney.NONE);
  }

  private Authorization authorized(PaymentAttempt attempt) {
    return ((Authorized) payments().authorize(attempt)).authorization();
  }

  private PaymentAttempt submitted(Card card) {
    PaymentAttempt attempt = opened();
    assertThat(handIn(attempt, card)).isTrue();
    return attempt;
  }

  private PaymentAttempt opened() {
    Subscription subscription = subscribed();
    PaymentAttempt attempt = new PaymentAttempt(subscription.purchase(), 1, subscription.total());
    purchases().openAttempt(attempt, null);
    return attempt;
  }
}
