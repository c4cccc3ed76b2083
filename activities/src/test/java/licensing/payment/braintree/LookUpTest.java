package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.Payments.LateMoney;
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
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class LookUpTest {

  private static final String SEARCH = "POST /transactions/advanced_search_ids";
  private static final String RESULTS = "POST /transactions/advanced_search";
  private static final String NONCE = "GET /payment_method_nonces/fake-valid-nonce";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final Payments payments;
  private final Fixture fixture;
  private final TestClock clock;
  private final JdbcClient database;

  LookUpTest(Payments payments, Fixture fixture, TestClock clock, JdbcClient database) {
    this.payments = new AnswersAsValues(payments);
    this.fixture = fixture;
    this.clock = clock;
    this.database = database;
  }

  @BeforeEach
  void withoutFaults() {
    platform.reset();
    clock.reset();
  }

  @Test
  void adoptsTheEarlierOfTwoAndGivesTheLaterBack() {
    PaymentAttempt attempt = unknown();
    String early = attempt.orderId() + "-a";
    String late = attempt.orderId() + "-b";
    found(
        attempt,
        Answers.transaction(late, attempt, "authorized").replace("T10:00:00Z", "T10:00:01Z"),
        Answers.transaction(early, attempt, "authorized"));
    platform.nextAnswers(
        "GET /transactions/" + late, 200, Answers.transaction(late, attempt, "authorized"));
    platform.nextAnswers(
        "PUT /transactions/" + late + "/void", 200, Answers.transaction(late, attempt, "voided"));
    platform.nextAnswers(
        "GET /transactions/" + late, 200, Answers.transaction(late, attempt, "voided"));

    assertThat(payments.lookUp(attempt))
        .isInstanceOfSatisfying(
            Authorized.class,
            authorized -> assertThat(authorized.authorization().reference()).isEqualTo(early));
    assertThat(platform.count("PUT /transactions/" + late + "/void", "")).isEqualTo(1);
    assertThat(platform.count("PUT /transactions/" + early + "/void", "")).isZero();
  }

  /** As when somebody charged the buyer by hand, under our order and for another amount. */
  @Test
  void adoptsTheOneOfTheAmountThoughAnotherIsEarlier() {
    PaymentAttempt attempt = unknown();
    String other = attempt.orderId() + "-a";
    String exact = attempt.orderId() + "-b";
    String byHand =
        Answers.transaction(other, attempt, "authorized")
            .replace("<amount>57.00", "<amount>5700.00");
    found(
        attempt,
        byHand,
        Answers.transaction(exact, attempt, "authorized").replace("T10:00:00Z", "T10:00:01Z"));
    String voided = Answers.transaction(other, attempt, "voided");
    platform.nextAnswers("GET /transactions/" + other, 200, byHand);
    platform.nextAnswers("PUT /transactions/" + other + "/void", 200, voided);
    platform.nextAnswers("GET /transactions/" + other, 200, voided);

    assertThat(payments.lookUp(attempt))
        .isInstanceOfSatisfying(
            Authorized.class,
            authorized -> assertThat(authorized.authorization().reference()).isEqualTo(exact));
    assertThat(platform.count("PUT /transactions/" + exact + "/void", "")).isZero();
    assertThat(fixture.surplusGivenBack(attempt)).isEqualTo(1);
  }

  @Test
  void decidesNothingWhileTheSurplusIsNotGivenBack() {
    PaymentAttempt attempt = unknown();
    found(
        attempt,
        Answers.transaction(attempt.orderId() + "-a", attempt, "authorized"),
        Answers.transaction(attempt.orderId() + "-b", attempt, "authorized"));
    platform.nextAnswers("GET /transactions/" + attempt.orderId() + "-b", 503, "");

    assertThat(payments.lookUp(attempt)).isInstanceOf(Unknown.class);
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.UNKNOWN);
  }

  @Test
  void remembersTheSurplusThatItCouldNotGiveBack() {
    PaymentAttempt attempt = unknown();
    String late = attempt.orderId() + "-b";
    found(
        attempt,
        Answers.transaction(attempt.orderId() + "-a", attempt, "authorized"),
        Answers.transaction(late, attempt, "authorized"));
    platform.nextAnswers("GET /transactions/" + late, 503, "");
    payments.lookUp(attempt);

    platform.nextAnswers(SEARCH, 200, Answers.nothingFound());
    String voided = Answers.transaction(late, attempt, "voided");
    platform.nextAnswers("GET /transactions/" + late, 200, voided);

    assertThat(payments.giveBackLate(attempt)).isEqualTo(LateMoney.GIVEN_BACK);
  }

  @Test
  void leavesMoneyOfAnotherOrderAlone() {
    PaymentAttempt attempt = unknown();
    found(attempt, Answers.transaction("another", fixture.handedIn(), "authorized"));

    assertThat(payments.giveBackLate(attempt)).isEqualTo(LateMoney.NONE);
    assertThat(platform.count("PUT /transactions/another/void", "")).isZero();
  }

  @Test
  void findsADecline() {
    PaymentAttempt attempt = unknown();
    found(attempt, Answers.transaction("t", attempt, "processor_declined"));

    assertThat(payments.lookUp(attempt)).isInstanceOf(Declined.class);
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.DECLINED);
  }

  /** More, as charged by hand; or less, as by a partial authorization that nobody asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"5700.00", "20.00"})
  void callsAPersonForAnotherAmountAndGivesItBackInTheEnd(String amount) {
    PaymentAttempt attempt = unknown();
    String reference = attempt.orderId() + "-a";
    String held =
        Answers.transaction(reference, attempt, "authorized")
            .replace("<amount>57.00", "<amount>" + amount);
    found(attempt, held);

    assertThat(payments.lookUp(attempt)).isEqualTo(personNeeded());
    assertThat(platform.count("PUT /transactions/" + reference + "/void", "")).isZero();

    found(attempt, held);
    String voided = Answers.transaction(reference, attempt, "voided");
    platform.nextAnswers("GET /transactions/" + reference, 200, held);
    platform.nextAnswers("PUT /transactions/" + reference + "/void", 200, voided);
    platform.nextAnswers("GET /transactions/" + reference, 200, voided);
    assertThat(payments.giveBackLate(attempt)).isEqualTo(LateMoney.GIVEN_BACK);
    assertThat(platform.count("PUT /transactions/" + reference + "/void", "")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"consumed", "locked"})
  void keepsLookingWhileTheSecretWasUsed(String fact) {
    PaymentAttempt attempt = unknown();
    clock.advance(Duration.ofHours(1));
    platform.nextAnswers(SEARCH, 200, Answers.nothingFound());
    platform.nextAnswers(NONCE, 200, Answers.nonce(fact));

    assertThat(payments.lookUp(attempt))
        .isInstanceOfSatisfying(
            Unknown.class, unknown -> assertThat(unknown.needsPerson()).isFalse());
  }

  @Test
  void callsAPersonWhereOurKeyDoesNotReadTheSecret() {
    PaymentAttempt attempt = unknown();
    database
        .sql("update payment_secrets set ciphertext = ? where purchase_id = ?::uuid")
        .params(new byte[64], attempt.purchase().toString())
        .update();
    platform.nextAnswers(SEARCH, 200, Answers.nothingFound());

    assertThat(payments.lookUp(attempt))
        .isEqualTo(
            new Unknown(
                "nothing found, and the payment secret is not readable with our key", true));
  }

  @Test
  void saysNothingOfThePlatformWhileTheDatabaseDoesNotAnswer() {
    PaymentAttempt attempt = unknown();
    platform.nextAnswers(SEARCH, 200, Answers.nothingFound());
    database.sql("alter table payment_secrets rename to payment_secrets_away").update();
    try {
      assertThatThrownBy(() -> payments.lookUp(attempt)).isInstanceOf(DataAccessException.class);
    } finally {
      database.sql("alter table payment_secrets_away rename to payment_secrets").update();
    }
  }

  @Test
  void callsAPersonADayAfterThePlatformForgotTheSecret() {
    PaymentAttempt attempt = unknown();
    clock.advance(Duration.ofHours(23));
    assertThat(needsPersonWithoutTheSecret(attempt)).isFalse();
    clock.advance(Duration.ofHours(2));
    assertThat(needsPersonWithoutTheSecret(attempt)).isTrue();
  }

  @Test
  void staysUnknownWhileThePlatformIsDown() {
    PaymentAttempt attempt = unknown();
    clock.advance(Duration.ofHours(1));
    platform.nextAnswers(SEARCH, 503, "");

    assertThat(payments.lookUp(attempt)).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"voided", "authorization_expired"})
  void takesAHoldThatIsGoneForNotCharged(String status) {
    PaymentAttempt attempt = unknown();
    found(attempt, Answers.transaction("t", attempt, status));

    assertThat(payments.lookUp(attempt)).isInstanceOf(NotCharged.class);
  }

  private PaymentAttempt unknown() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextAnswers("POST /transactions", 503, "");
    assertThat(payments.authorize(attempt)).isInstanceOf(Unknown.class);
    return attempt;
  }

  private void found(PaymentAttempt attempt, String... transactions) {
    platform.nextAnswers(SEARCH, 200, Answers.foundIds(transactions.length));
    platform.nextAnswers(RESULTS, 200, Answers.found(transactions));
  }

  private boolean needsPersonWithoutTheSecret(PaymentAttempt attempt) {
    platform.nextAnswers(SEARCH, 200, Answers.nothingFound());
    platform.nextAnswers(NONCE, 404, "");
    return ((Unknown) payments.lookUp(attempt)).needsPerson();
  }

  private static AuthorizationResult personNeeded() {
    return new Unknown("the platform's answer is not about what was asked for", true);
  }
}
