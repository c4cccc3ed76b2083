package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import licensing.db.SkewTolerantClock;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.NotFound;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.payment.jdbc.SurplusPayments;
import licensing.testing.AnswersAsValues;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker that sleeps in the middle of a sale, and wakes when others have gone on. */
@OnRealParts
class LateSaleTest {

  private static final String SALE = "POST /transactions";
  private static final String CONFIRMED = "fake-three-d-secure-visa-full-authentication-nonce";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final Payments payments;
  private final AttemptStore attempts;
  private final SurplusPayments surplus;
  private final PaymentSecrets secrets;
  private final SkewTolerantClock tolerant;
  private final Fixture fixture;
  private final TestClock clock;
  private final BraintreePayments selling;

  LateSaleTest(
      Payments payments,
      AttemptStore attempts,
      SurplusPayments surplus,
      PaymentSecrets secrets,
      SkewTolerantClock tolerant,
      Fixture fixture,
      TestClock clock) {
    this.payments = new AnswersAsValues(payments);
    this.attempts = attempts;
    this.surplus = surplus;
    this.secrets = secrets;
    this.tolerant = tolerant;
    this.fixture = fixture;
    this.clock = clock;
    this.selling =
        new TestPayments(attempts, surplus, secrets, tolerant)
            .selling(TestSettings.threeDSecure(ThreeDSecure.REQUIRED));
  }

  @BeforeEach
  void withoutFaults() {
    platform.reset();
    clock.reset();
  }

  @Test
  void abandonsARequestThatWouldLeaveLate() {
    PaymentAttempt attempt = confirmed();
    Instant since = attempts.startCharging(attempt, clock.instant()).orElseThrow();

    clock.advance(Duration.ofSeconds(11));

    assertThat(selling.sell(attempt, since)).isInstanceOf(NotTaken.class);
    assertThat(platform.count(SALE, "")).isZero();
  }

  @Test
  void abandonsARequestThatTheBanksWordMadeLate() {
    PaymentAttempt attempt = confirmed();
    Instant since = attempts.startCharging(attempt, clock.instant()).orElseThrow();
    platform.next(
        "GET /payment_method_nonces/" + CONFIRMED,
        (exchange, forwarded) -> {
          clock.advance(Duration.ofSeconds(11));
          FaultyPlatform.pass(exchange, forwarded.answer());
        });

    assertThat(selling.sell(attempt, since)).isInstanceOf(NotTaken.class);
    assertThat(platform.count(SALE, "")).isZero();
  }

  @Test
  void abandonsALateRequestThoughItsClockWasSetBack() {
    PaymentAttempt attempt = confirmed();
    Instant since = attempts.startCharging(attempt, clock.instant()).orElseThrow();

    clock.advance(Duration.ofSeconds(11));
    clock.jump(Duration.ofHours(-1));

    assertThat(selling.sell(attempt, since)).isInstanceOf(NotTaken.class);
    assertThat(platform.count(SALE, "")).isZero();
  }

  /** Only whoever made the attempt charging sends for it, and that one has just decided not to. */
  @Test
  void mayBeSoldAgainAtOnceWhereTheRequestNeverLeft() {
    PaymentAttempt attempt = fixture.handedIn();
    clock.jump(Duration.ofSeconds(-11));

    assertThat(payments.authorize(attempt)).isInstanceOf(NotTaken.class);
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.SUBMITTED);
    assertThat(platform.count(SALE, attempt.orderId())).isZero();

    clock.reset();
    assertThat(payments.authorize(attempt)).isInstanceOf(Authorized.class);
    assertThat(platform.statusesOf(attempt.orderId())).containsExactly("authorized");
  }

  /**
   * Others found it charging and said that nobody knows: a sale that never left changes nothing.
   */
  @Test
  void staysUnknownWhereOthersLookedUpBeforeTheRequestWasGivenUp() {
    PaymentAttempt attempt = confirmed();
    Payments asking = new AnswersAsValues(selling);
    platform.next(
        "GET /payment_method_nonces/" + CONFIRMED,
        (exchange, forwarded) -> {
          clock.advance(Duration.ofSeconds(11));
          assertThat(payments.lookUp(attempt)).isInstanceOf(Unknown.class);
          FaultyPlatform.pass(exchange, forwarded.answer());
        });

    assertThat(asking.authorize(attempt)).isInstanceOf(Unknown.class);
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.UNKNOWN);
    assertThat(platform.count(SALE, attempt.orderId())).isZero();
  }

  /** It may be about to send the request, or have died before or after that. */
  @Test
  void looksUpAndNeverSellsWhatAnotherWorkerIsCharging() {
    PaymentAttempt attempt = fixture.handedIn();
    attempts.startCharging(attempt, clock.instant()).orElseThrow();

    assertThat(payments.authorize(attempt)).isInstanceOf(Unknown.class);
    assertThat(platform.count(SALE, attempt.orderId())).isZero();
  }

  @Test
  void givesBackWhatALateRequestHeldAfterTheAttemptWasDecided() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.next(
        SALE,
        (exchange, forwarded) -> {
          // Others look up meanwhile: nothing is found, and the limit is long over.
          clock.advance(Duration.ofMinutes(7));
          assertThat(payments.lookUp(attempt)).isInstanceOf(NotFound.class);
          FaultyPlatform.pass(exchange, forwarded.answer());
        });

    assertThat(payments.authorize(attempt)).isInstanceOf(NotFound.class);
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.NOT_CHARGED);
    assertThat(platform.statusesOf(attempt.orderId())).containsExactly("voided");
    assertThat(fixture.surplusGivenBack(attempt)).isEqualTo(1);
  }

  @Test
  void neverLetsAnOldAnswerDecideOverANewerRequest() {
    PaymentAttempt attempt = fixture.handedIn();
    Instant old = attempts.startCharging(attempt, clock.instant()).orElseThrow();
    attempts.record(attempt, old, new NotTaken("down", false));
    clock.advance(Duration.ofSeconds(1));
    Instant newer = attempts.startCharging(attempt, clock.instant()).orElseThrow();

    assertThat(attempts.record(attempt, old, new NotCharged("late"))).isFalse();
    assertThat(attempts.record(attempt, old, new NotTaken("late", false))).isFalse();
    assertThat(attempts.record(attempt, old, new AuthorizationResult.Authorized(held(attempt))))
        .isFalse();
    assertThat(attempts.record(attempt, newer, new AuthorizationResult.Authorized(held(attempt))))
        .isTrue();
    assertThat(Objects.requireNonNull(attempts.find(attempt).orElseThrow().authorization()))
        .isEqualTo(held(attempt));
  }

  /** Two may look the same request up, and see it at different times. */
  @Test
  void neverLetsALaterAnswerChangeWhatIsDecided() {
    PaymentAttempt attempt = fixture.handedIn();
    Instant since = attempts.startCharging(attempt, clock.instant()).orElseThrow();
    attempts.record(attempt, since, new AuthorizationResult.Declined("2000 Do Not Honor"));

    assertThat(attempts.record(attempt, since, new Unknown("nothing found", false))).isFalse();
    assertThat(attempts.record(attempt, since, new NotTaken("down", false))).isFalse();
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.DECLINED);
  }

  private PaymentAttempt confirmed() {
    PaymentAttempt attempt = fixture.opened();
    fixture.handIn(attempt, CONFIRMED);
    return attempt;
  }

  private static Authorization held(PaymentAttempt attempt) {
    return new Authorization(
        "held-" + attempt.orderId(),
        Instant.parse("2026-03-01T10:00:00Z"),
        attempt.amount(),
        "Visa ending in 1111");
  }
}
