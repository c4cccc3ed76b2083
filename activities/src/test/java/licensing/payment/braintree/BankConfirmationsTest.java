package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import licensing.db.SkewTolerantClock;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecret;
import licensing.payment.jdbc.SurplusPayments;
import licensing.testing.BuyersForm;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments whose buyers' banks are asked, over HTTP on the stand-in. */
@OnRealParts
class BankConfirmationsTest {

  private static final String SALE = "POST /transactions";
  private static final String NONCE = "GET /payment_method_nonces/";
  private static final String CONFIRMED = "fake-three-d-secure-visa-full-authentication-nonce";
  private static final String FAILED = "fake-three-d-secure-visa-failed-authentication-nonce";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final Fixture fixture;
  private final BuyersForm form;
  private final TestPayments payments;

  BankConfirmationsTest(
      AttemptStore attempts,
      SurplusPayments surplus,
      PaymentSecrets secrets,
      Fixture fixture,
      TestClock clock,
      PaymentForms forms) {
    clock.reset();
    this.fixture = fixture;
    this.form = new BuyersForm(forms);
    this.payments =
        new TestPayments(attempts, surplus, secrets, new SkewTolerantClock(clock, clock));
  }

  @BeforeEach
  void withoutFaults() {
    platform.reset();
  }

  @ParameterizedTest
  @CsvSource({
    // what happens at the card's bank, its number, off, when offered, required
    "agrees at once, 4000000000002701, true, true, true",
    "was only tried, 4000000000002719, true, true, true",
    "refuses at once, 4000000000002925, true, false, false",
    "rejects the card, 4000000000002537, true, false, false",
    "is not to be had, 4000000000002990, true, true, false",
    "is passed over, 4000000000002560, true, true, false",
    "is confirmed to, 4000000000002503, true, true, true",
    "is refused by the buyer, 4000000000002503, true, false, false",
    "waits for an answer, 4000000000002503, true, false, false",
    "was not asked, 4111111111111111, true, false, false",
  })
  void chargesACardOrRefusesIt(
      String bank, String number, boolean off, boolean whenOffered, boolean required) {
    isCharged(ThreeDSecure.OFF, bank, number, off);
    isCharged(ThreeDSecure.WHEN_OFFERED, bank, number, whenOffered);
    isCharged(ThreeDSecure.REQUIRED, bank, number, required);
  }

  @Test
  void takesACardWhoseBankDoesNotTakePartUnlessItMust() {
    String notEnrolled = "fake-three-d-secure-visa-not-enrolled-nonce";

    assertThat(authorize(ThreeDSecure.WHEN_OFFERED, handedIn(notEnrolled)))
        .isInstanceOf(Authorized.class);
    assertThat(authorize(ThreeDSecure.REQUIRED, handedIn(notEnrolled)))
        .isInstanceOf(Declined.class);
  }

  @Test
  void demandsOfThePlatformWhatItDemandsItself() {
    authorize(ThreeDSecure.WHEN_OFFERED, handedIn(CONFIRMED));
    assertThat(platform.count(SALE, "<required>")).isZero();
    authorize(ThreeDSecure.REQUIRED, handedIn(CONFIRMED));
    assertThat(platform.count(SALE, "<required>true</required>")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void asksAgainWhenThePlatformDoesNotSayWhatTheBankSaid(int status) {
    PaymentAttempt attempt = handedIn(CONFIRMED);
    platform.nextAnswers(NONCE + CONFIRMED, status, "");

    assertThat(authorize(ThreeDSecure.REQUIRED, attempt))
        .isInstanceOfSatisfying(NotTaken.class, not -> assertThat(not.needsOperator()).isFalse());
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.SUBMITTED);
    assertThat(platform.count(SALE, "")).isZero();

    assertThat(authorize(ThreeDSecure.REQUIRED, attempt)).isInstanceOf(Authorized.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html/>", "<payment-method-nonce/>", "no xml"})
  void asksAgainWhenTheAnswerIsAboutSomethingElse(String answer) {
    PaymentAttempt attempt = handedIn(CONFIRMED);
    platform.nextAnswers(NONCE + CONFIRMED, 200, answer);

    assertThat(authorize(ThreeDSecure.REQUIRED, attempt)).isInstanceOf(NotTaken.class);
    assertThat(authorize(ThreeDSecure.REQUIRED, attempt)).isInstanceOf(Authorized.class);
  }

  @Test
  void asksForAnOperatorWhenOurKeysAreRefused() {
    PaymentAttempt attempt = handedIn(CONFIRMED);
    platform.nextAnswers(NONCE + CONFIRMED, 401, "");

    assertThat(authorize(ThreeDSecure.REQUIRED, attempt))
        .isInstanceOfSatisfying(NotTaken.class, not -> assertThat(not.needsOperator()).isTrue());
  }

  @Test
  void chargesNothingForASecretThatThePlatformDoesNotKnow() {
    assertThat(authorize(ThreeDSecure.REQUIRED, handedIn("never-given")))
        .isInstanceOf(NotCharged.class);
    assertThat(platform.count(SALE, "")).isZero();
  }

  @Test
  void doesNotWaitForLong() {
    CountDownLatch given = new CountDownLatch(1);
    platform.next(NONCE + CONFIRMED, (exchange, forwarded) -> await(given));
    var impatient =
        new BankConfirmations(
            Gateways.open(TestSettings.local(), Duration.ofMillis(200)), ThreeDSecure.REQUIRED);

    assertThat(impatient.objectionTo(new PaymentSecret(CONFIRMED, null)))
        .hasValueSatisfying(objection -> assertThat(objection).isInstanceOf(NotTaken.class));
    given.countDown();
  }

  /** As if the look-up had been answered wrongly: what the sale itself says is believed. */
  @Test
  void givesBackMoneyThatIsHeldWithoutTheBanksWord() {
    PaymentAttempt attempt = handedIn(FAILED);
    platform.nextAnswers(NONCE + FAILED, 200, confirmed());
    Payments payments = asking(ThreeDSecure.WHEN_OFFERED);

    assertThat(payments.authorize(attempt))
        .isEqualTo(new Unknown("held, but the buyer's bank did not confirm it", false));
    assertThat(payments.lookUp(attempt)).isInstanceOfSatisfying(Declined.class, this::unconfirmed);
    assertThat(platform.statusesOf(attempt.orderId())).containsExactly("voided");
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.DECLINED);
  }

  @Test
  void declinesWhatThePlatformItselfRejectsWithoutTheBanksWord() {
    PaymentAttempt attempt = handedIn(FAILED);
    platform.nextAnswers(NONCE + FAILED, 200, confirmed());

    assertThat(authorize(ThreeDSecure.REQUIRED, attempt))
        .isInstanceOfSatisfying(Declined.class, this::unconfirmed);
    assertThat(platform.statusesOf(attempt.orderId())).containsExactly("gateway_rejected");
  }

  @Test
  void adoptsALostAnswerOnlyWithTheBanksWord() {
    PaymentAttempt without = handedIn(FAILED);
    platform.nextLosesAnswer(SALE);
    authorize(ThreeDSecure.OFF, without);
    PaymentAttempt with = handedIn(CONFIRMED);
    platform.nextLosesAnswer(SALE);
    authorize(ThreeDSecure.REQUIRED, with);

    assertThat(asking(ThreeDSecure.REQUIRED).lookUp(without))
        .isInstanceOfSatisfying(Declined.class, this::unconfirmed);
    assertThat(platform.statusesOf(without.orderId())).containsExactly("voided");
    assertThat(asking(ThreeDSecure.REQUIRED).lookUp(with)).isInstanceOf(Authorized.class);
  }

  private void isCharged(ThreeDSecure mode, String bank, String number, boolean charged) {
    PaymentAttempt attempt = handedIn(secret(bank, number));
    AuthorizationResult result = authorize(mode, attempt);

    assertThat(result).as("%s", mode).isInstanceOf(charged ? Authorized.class : Declined.class);
    assertThat(platform.count(SALE, attempt.orderId())).as("%s", mode).isEqualTo(charged ? 1 : 0);
    if (result instanceof Declined declined) {
      unconfirmed(declined);
    }
  }

  private String secret(String bank, String number) {
    return switch (bank) {
      case "was not asked" -> form.typed(number);
      case "is confirmed to" -> form.answered(number, true);
      case "is refused by the buyer" -> form.answered(number, false);
      default -> form.asked(number);
    };
  }

  private AuthorizationResult authorize(ThreeDSecure mode, PaymentAttempt attempt) {
    return asking(mode).authorize(attempt);
  }

  private Payments asking(ThreeDSecure mode) {
    return payments.with(TestSettings.threeDSecure(mode));
  }

  private PaymentAttempt handedIn(String secret) {
    PaymentAttempt attempt = fixture.opened();
    fixture.handIn(attempt, secret);
    return attempt;
  }

  private void unconfirmed(Declined declined) {
    assertThat(declined.reason()).startsWith(Declined.NOT_CONFIRMED + ": ");
  }

  private static String confirmed() {
    return "<payment-method-nonce><nonce>n</nonce><type>CreditCard</type><three-d-secure-info>"
        + "<status>authenticate_successful</status>"
        + "<liability-shifted type=\"boolean\">true</liability-shifted>"
        + "<liability-shift-possible type=\"boolean\">true</liability-shift-possible>"
        + "</three-d-secure-info></payment-method-nonce>";
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
