package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import licensing.payment.Card;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.NotFound;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.Payments.CaptureResult;
import licensing.payment.Payments.LateMoney;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.PaymentsContract;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import licensing.testing.Answers;
import licensing.testing.AnswersAsValues;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnRealParts
class BraintreePaymentsTest extends PaymentsContract {

  private static final String SALE = "POST /transactions";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final Payments payments;
  private final Purchases purchases;
  private final Fixture fixture;
  private final TestClock clock;

  BraintreePaymentsTest(Payments payments, Purchases purchases, Fixture fixture, TestClock clock) {
    this.payments = new AnswersAsValues(payments);
    this.purchases = purchases;
    this.fixture = fixture;
    this.clock = clock;
  }

  @BeforeEach
  void withoutFaults() {
    platform.reset();
    clock.reset();
  }

  @Test
  void findsTheAuthorizationWhoseAnswerWasLost() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextLosesAnswer(SALE);

    assertThat(payments.authorize(attempt)).isInstanceOf(Unknown.class);
    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.UNKNOWN);

    assertThat(payments.lookUp(attempt)).isInstanceOf(Authorized.class);
    assertThat(sales(attempt)).isEqualTo(1);
  }

  @Test
  void looksUpAndNeverSellsAgainWhenItFindsTheAttemptUnknown() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextLosesAnswer(SALE);
    payments.authorize(attempt);

    assertThat(payments.authorize(attempt)).isInstanceOf(Authorized.class);
    assertThat(sales(attempt)).isEqualTo(1);
  }

  @Test
  void sellsAgainWithTheSameKeyAndSecretAfterARefusalOfOurKeys() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextAnswers(SALE, 401, "");

    assertThat(payments.authorize(attempt))
        .isInstanceOfSatisfying(NotTaken.class, not -> assertThat(not.needsOperator()).isTrue());
    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.SUBMITTED);

    assertThat(payments.authorize(attempt)).isInstanceOf(Authorized.class);
  }

  @Test
  void believesNoClockThatJumps() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextAnswers(SALE, 503, "");
    payments.authorize(attempt);

    clock.jump(Duration.ofHours(1));

    assertThat(payments.lookUp(attempt)).isInstanceOf(Unknown.class);
  }

  @Test
  void takesNotFoundForNotChargedOnlyAfterThePlatformsLimitAndTheMargin() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextAnswers(SALE, 503, "");
    payments.authorize(attempt);

    clock.advance(Duration.ofMinutes(5));
    assertThat(payments.lookUp(attempt)).isInstanceOf(Unknown.class);
    clock.advance(Duration.ofMinutes(2));
    assertThat(payments.lookUp(attempt)).isInstanceOf(NotFound.class);
    assertThat(payments.lookUp(attempt)).isInstanceOf(NotFound.class);
    assertThat(state(attempt)).isEqualTo(PaymentAttempt.State.NOT_CHARGED);
  }

  @Test
  void givesBackOnceWhatReachedThePlatformAfterItWasGivenUp() throws IOException {
    PaymentAttempt attempt = fixture.handedIn();
    AtomicReference<FaultyPlatform.Forwarded> onItsWay = new AtomicReference<>();
    platform.next(
        SALE,
        (exchange, forwarded) -> {
          onItsWay.set(forwarded);
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    payments.authorize(attempt);
    clock.advance(Duration.ofMinutes(7));
    assertThat(payments.lookUp(attempt)).isInstanceOf(NotFound.class);
    assertThat(payments.giveBackLate(attempt)).isEqualTo(LateMoney.NONE);

    onItsWay.get().answer();

    assertThat(payments.giveBackLate(attempt)).isEqualTo(LateMoney.GIVEN_BACK);
    assertThat(payments.giveBackLate(attempt)).isEqualTo(LateMoney.GIVEN_BACK);
    assertThat(platform.statusesOf(attempt.orderId())).containsExactly("voided");
    assertThat(fixture.surplusGivenBack(attempt)).isEqualTo(1);
  }

  @Test
  void erasesTheSecretOnceTheAttemptIsFinal() {
    PaymentAttempt attempt = fixture.handedIn();
    assertThat(fixture.secrets(attempt.purchase())).isEqualTo(1);

    payments.authorize(attempt);

    assertThat(fixture.secrets(attempt.purchase())).isZero();
  }

  @Test
  void capturesOnceThoughTheAnswerIsLost() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorization authorization = authorized(payments.authorize(attempt));
    String capture = "PUT /transactions/" + authorization.reference() + "/submit_for_settlement";
    platform.next(
        capture,
        (exchange, forwarded) -> {
          forwarded.answer();
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });

    assertThat(catchThrowable(() -> payments.capture(attempt, authorization.reference())))
        .hasMessage("the platform gave no answer: ServiceUnavailableException");
    assertThat(payments.capture(attempt, authorization.reference()))
        .isInstanceOf(CaptureResult.Captured.class);
    assertThat(platform.count(capture, "")).isEqualTo(1);
  }

  @Test
  void countsTheCaptureAsOneChangeHoweverOftenItIsAsked() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorization authorization = authorized(payments.authorize(attempt));
    long before = fixture.version(attempt.purchase());

    payments.capture(attempt, authorization.reference());
    payments.capture(attempt, authorization.reference());

    assertThat(fixture.version(attempt.purchase())).isEqualTo(before + 1);
  }

  @Test
  void refundsWhatIsSettled() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorization authorization = authorized(payments.authorize(attempt));
    payments.capture(attempt, authorization.reference());
    platform.settle(authorization.reference());

    assertThat(payments.release(attempt, authorization.reference()))
        .isEqualTo(ReleaseResult.REFUNDED);
    assertThat(payments.release(attempt, authorization.reference()))
        .isEqualTo(ReleaseResult.REFUNDED);
    assertThat(platform.count("POST /transactions/" + authorization.reference() + "/refund", ""))
        .isEqualTo(1);
  }

  @Test
  void refundsOnceThoughTheAnswerIsLost() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorization authorization = authorized(payments.authorize(attempt));
    payments.capture(attempt, authorization.reference());
    platform.settle(authorization.reference());
    String refund = "POST /transactions/" + authorization.reference() + "/refund";
    platform.nextLosesAnswer(refund);

    assertThat(catchThrowable(() -> payments.release(attempt, authorization.reference())))
        .hasMessageStartingWith("the platform gave no answer");
    assertThat(payments.release(attempt, authorization.reference()))
        .isEqualTo(ReleaseResult.REFUNDED);
    assertThat(platform.count(refund, "")).isEqualTo(1);
  }

  @Test
  void movesNothingMoreOnceItIsRefunded() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorization authorization = authorized(payments.authorize(attempt));
    payments.capture(attempt, authorization.reference());
    platform.settle(authorization.reference());
    payments.release(attempt, authorization.reference());

    assertThat(payments.capture(attempt, authorization.reference()))
        .isInstanceOf(CaptureResult.Lost.class);
    assertThat(payments.giveBackLate(attempt)).isEqualTo(LateMoney.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorized", "voided"})
  void believesNothingOfADuplicateOfAnotherOrder(String status) {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextAnswers(SALE, 422, Answers.refusal(duplicate(attempt)));
    String original = Answers.transaction("original", fixture.opened(), status);
    platform.nextAnswers("GET /transactions/original", 200, original);

    assertThat(payments.authorize(attempt))
        .isInstanceOfSatisfying(
            Unknown.class, unknown -> assertThat(unknown.needsPerson()).isTrue());
  }

  @Test
  void adoptsTheOriginalThatItIsADuplicateOf() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextAnswers(SALE, 422, Answers.refusal(duplicate(attempt)));
    String original = Answers.transaction("original", attempt, "authorized");
    platform.nextAnswers("GET /transactions/original", 200, original);

    assertThat(authorized(payments.authorize(attempt)).reference()).isEqualTo("original");
  }

  @Test
  void doesNotKnowWhatADuplicateIsOfWhileThatCannotBeRead() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextAnswers(SALE, 422, Answers.refusal(duplicate(attempt)));
    platform.nextAnswers("GET /transactions/original", 503, "");

    assertThat(payments.authorize(attempt))
        .isInstanceOfSatisfying(
            Unknown.class, unknown -> assertThat(unknown.needsPerson()).isFalse());
  }

  @Test
  void losesAHoldThatExpiredBeforeItsCapture() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorization authorization = authorized(payments.authorize(attempt));
    String expired =
        Answers.transaction(authorization.reference(), attempt, "authorization_expired");
    platform.nextAnswers("GET /transactions/" + authorization.reference(), 200, expired);

    assertThat(payments.capture(attempt, authorization.reference()))
        .isInstanceOf(CaptureResult.Lost.class);
  }

  @Test
  void takesAndGivesBackNothingThatWasNotAdopted() {
    PaymentAttempt attempt = fixture.handedIn();
    payments.authorize(attempt);
    PaymentAttempt another = fixture.handedIn();
    Authorization anothers = authorized(payments.authorize(another));

    assertThatIllegalStateException()
        .isThrownBy(() -> payments.capture(attempt, anothers.reference()));
    assertThatIllegalStateException()
        .isThrownBy(() -> payments.release(attempt, anothers.reference()));
    assertThat(platform.statusesOf(another.orderId())).containsExactly("authorized");
  }

  @Test
  void declinesATotalThatTheSandboxDeclines() {
    Subscription subscription = fixture.recorded();
    PaymentAttempt attempt =
        new PaymentAttempt(subscription.purchase(), 1, Money.parse("2000.00 USD"));
    purchases.openAttempt(attempt, null);
    fixture.handIn(attempt, Card.ACCEPTED);

    assertThat(payments.authorize(attempt))
        .isInstanceOfSatisfying(
            AuthorizationResult.Declined.class,
            declined -> assertThat(declined.reason()).contains("2000"));
  }

  @Override
  protected Payments payments() {
    return payments;
  }

  @Override
  protected Purchases purchases() {
    return purchases;
  }

  @Override
  protected Subscription subscribed() {
    return fixture.recorded();
  }

  @Override
  protected boolean handIn(PaymentAttempt attempt, Card card) {
    return fixture.handIn(attempt, card);
  }

  @Override
  protected PaymentAttempt.State state(PaymentAttempt attempt) {
    return fixture.state(attempt);
  }

  @Override
  protected int sales(PaymentAttempt attempt) {
    return platform.count(SALE, attempt.orderId());
  }

  private static String duplicate(PaymentAttempt attempt) {
    return Answers.transaction(
        "rejected",
        attempt,
        "gateway_rejected",
        "<gateway-rejection-reason>duplicate</gateway-rejection-reason>"
            + "<duplicate-of-transaction-id>original</duplicate-of-transaction-id>");
  }

  private static Authorization authorized(AuthorizationResult result) {
    assertThat(result).isInstanceOf(Authorized.class);
    return ((Authorized) result).authorization();
  }

  @Override
  protected Optional<PurchaseOutcome.Kind> outcome(PurchaseId purchase) {
    return fixture.outcome(purchase);
  }
}
