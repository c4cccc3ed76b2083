package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.NotFound;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.Payments.Resolution;
import licensing.testing.Answers;
import licensing.testing.AnswersAsValues;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person says what became of an unknown payment; the platform is asked whether that is so. */
@OnRealParts
class ResolvingTest {

  private static final String SEARCH = "POST /transactions/advanced_search_ids";
  private static final String RESULTS = "POST /transactions/advanced_search";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final Payments payments;
  private final Fixture fixture;
  private final JdbcClient database;
  private final TestClock clock;
  private PaymentAttempt attempt;
  private String reference;
  private String noted;

  ResolvingTest(Payments payments, Fixture fixture, JdbcClient database, TestClock clock) {
    this.payments = new AnswersAsValues(payments);
    this.fixture = fixture;
    this.database = database;
    this.clock = clock;
  }

  @BeforeEach
  void anUnknownPayment() {
    platform.reset();
    clock.reset();
    attempt = fixture.handedIn();
    reference = attempt.orderId() + "-a";
    platform.nextAnswers("POST /transactions", 503, "");
    assertThat(payments.authorize(attempt)).isInstanceOf(Unknown.class);
    noted = recordedReason();
  }

  @Test
  void adoptsThePaymentThatTheSearchDoesNotFind() {
    known(Answers.transaction(reference, attempt, "authorized"));
    nothingIsFound();

    assertThat(paid())
        .isInstanceOfSatisfying(
            Authorized.class,
            authorized -> assertThat(authorized.authorization().reference()).isEqualTo(reference));
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.AUTHORIZED);
  }

  @Test
  void givesBackWhateverElseIsHeld() {
    String other = attempt.orderId() + "-b";
    known(Answers.transaction(reference, attempt, "authorized"));
    platform.nextAnswers(SEARCH, 200, Answers.foundIds(2));
    platform.nextAnswers(
        RESULTS,
        200,
        Answers.found(
            Answers.transaction(other, attempt, "authorized"),
            Answers.transaction(reference, attempt, "authorized")));
    String held = Answers.transaction(other, attempt, "authorized");
    String voided = Answers.transaction(other, attempt, "voided");
    platform.nextAnswers("GET /transactions/" + other, 200, held);
    platform.nextAnswers("PUT /transactions/" + other + "/void", 200, voided);
    platform.nextAnswers("GET /transactions/" + other, 200, voided);

    assertThat(paid()).isInstanceOf(Authorized.class);

    assertThat(fixture.surplusGivenBack(attempt)).isEqualTo(1);
    assertThat(platform.count("PUT /transactions/" + reference + "/void", "")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "<amount>57.00,<amount>58.00,of 58.00 USD",
    "<currency-iso-code>USD,<currency-iso-code>EUR,of 57.00 EUR",
    "<status>authorized,<status>processor_declined,processor declined",
    "<status>authorized,<status>voided,voided",
    "<order-id>,<order-id>x,of another order"
  })
  void changesNothingForAPaymentThatIsAnother(String fact, String otherwise, String objection) {
    known(Answers.transaction(reference, attempt, "authorized").replace(fact, otherwise));

    assertUnknown(paid(), objection);
  }

  @Test
  void changesNothingForAPaymentThatThePlatformDoesNotKnow() {
    platform.nextAnswers("GET /transactions/" + reference, 404, "");

    assertUnknown(paid(), "knows no payment");
  }

  @Test
  void changesNothingWhileThePlatformIsDown() {
    platform.nextAnswers("GET /transactions/" + reference, 503, "");

    assertUnknown(paid(), "no answer");
  }

  @Test
  void givesUpWhatIsNowhereFoundAndKeepsAnEyeOnIt() {
    clock.advance(Duration.ofHours(1));
    nothingIsFound();

    assertThat(notCharged()).isInstanceOf(NotFound.class);
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.NOT_CHARGED);
    assertThat(payments.lookUp(attempt)).as("it is watched").isInstanceOf(NotFound.class);
  }

  @Test
  void givesUpNothingWhileThePlatformMayStillDecide() {
    clock.advance(Duration.ofMinutes(2));
    nothingIsFound();

    assertUnknown(notCharged(), "too early");
  }

  @Test
  void takesThePlatformsWordForIt() {
    clock.advance(Duration.ofHours(1));
    platform.nextAnswers(SEARCH, 200, Answers.foundIds(1));
    platform.nextAnswers(
        RESULTS, 200, Answers.found(Answers.transaction(reference, attempt, "authorized")));

    assertThat(notCharged()).isInstanceOf(Authorized.class);
  }

  private AuthorizationResult paid() {
    return payments.resolve(attempt, new Resolution.Paid(reference));
  }

  private AuthorizationResult notCharged() {
    return payments.resolve(attempt, new Resolution.NotCharged());
  }

  private void known(String transaction) {
    platform.nextAnswers("GET /transactions/" + reference, 200, transaction);
  }

  private void nothingIsFound() {
    platform.nextAnswers(SEARCH, 200, Answers.nothingFound());
  }

  private void assertUnknown(AuthorizationResult result, String reason) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Unknown.class, unknown -> assertThat(unknown.reason()).contains(reason));
    assertThat(fixture.state(attempt)).isEqualTo(PaymentAttempt.State.UNKNOWN);
    assertThat(recordedReason()).as("told to nobody else").isEqualTo(noted);
  }

  private String recordedReason() {
    return database
        .sql("select reason from payment_attempts where purchase_id = ?")
        .param(attempt.purchase().value())
        .query(String.class)
        .single();
  }
}
