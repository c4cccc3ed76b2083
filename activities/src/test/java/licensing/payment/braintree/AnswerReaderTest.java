package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.Payments.AuthorizationResult.Unknown;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecret;
import licensing.purchase.PurchaseId;
import licensing.testing.Answers;
import licensing.testing.FaultyPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

  private static final PaymentAttempt ATTEMPT =
      new PaymentAttempt(PurchaseId.random(), 1, Money.parse("57.00 USD"));
  private static final PaymentAttempt OTHER =
      new PaymentAttempt(PurchaseId.random(), 1, Money.parse("57.00 USD"));
  private static final PaymentAttempt DEARER =
      new PaymentAttempt(ATTEMPT.purchase(), 1, Money.parse("57.01 USD"));
  private static final PaymentAttempt CHEAPER =
      new PaymentAttempt(ATTEMPT.purchase(), 1, Money.parse("20.00 USD"));
  private static final PaymentAttempt IN_EURO =
      new PaymentAttempt(ATTEMPT.purchase(), 1, Money.parse("57.00 EUR"));
  private static final String SALE = "POST /transactions";

  private String original = "";
  private final FaultyPlatform platform = FaultyPlatform.running();
  private final AnswerReader reader = new AnswerReader(ThreeDSecure.OFF);

  @BeforeEach
  void withoutFaults() {
    platform.reset();
  }

  static Stream<Arguments> good() {
    return Stream.of(
        row("authorized", 201, Answers.transaction("t", ATTEMPT, "authorized")),
        row(
            "already submitted",
            201,
            Answers.transaction("t", ATTEMPT, "submitted_for_settlement")),
        row("already settled", 201, Answers.transaction("t", ATTEMPT, "settled")));
  }

  @ParameterizedTest
  @MethodSource("good")
  void believesASuccessThatIsExactlyWhatWasAskedFor(Answer answer) {
    assertThat(known(answer))
        .isInstanceOfSatisfying(
            Authorized.class,
            authorized -> {
              assertThat(authorized.authorization().amount()).isEqualTo(ATTEMPT.amount());
              assertThat(authorized.authorization().card()).isEqualTo("Visa ending in 1111");
            });
  }

  static Stream<Arguments> wrongSuccess() {
    return Stream.of(
        row("HTML", 200, "<html><body>Welcome</body></html>"),
        row("some XML", 200, "<hello><who>world</who></hello>"),
        row("no id", 201, Answers.transaction("", ATTEMPT, "authorized")),
        row("another order id", 201, Answers.transaction("t", OTHER, "authorized")),
        row("another amount", 201, Answers.transaction("t", DEARER, "authorized")),
        row("a part of the amount", 201, Answers.transaction("t", CHEAPER, "authorized")),
        row("another currency", 201, Answers.transaction("t", IN_EURO, "authorized")),
        row("a decline as a success", 201, Answers.transaction("t", ATTEMPT, "processor_declined")),
        row("a status nobody knows", 201, Answers.transaction("t", ATTEMPT, "considering")));
  }

  @ParameterizedTest
  @MethodSource("wrongSuccess")
  void callsAPersonForASuccessThatIsNotWhatWasAskedFor(Answer answer) {
    assertThat(known(answer))
        .isInstanceOfSatisfying(
            Unknown.class, unknown -> assertThat(unknown.needsPerson()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"processor_declined", "failed", "settlement_declined", "gateway_rejected"})
  void readsARefusalWithItsTransactionAsDeclined(String status) {
    String more =
        "<processor-response-code>2001</processor-response-code>"
            + "<processor-response-text>Insufficient Funds</processor-response-text>"
            + "<gateway-rejection-reason>fraud</gateway-rejection-reason>";
    String body = Answers.refusal(Answers.transaction("t", ATTEMPT, status, more));

    assertThat(known(new Answer(422, body)))
        .isInstanceOfSatisfying(
            Declined.class,
            declined ->
                assertThat(declined.reason())
                    .isEqualTo(
                        status.equals("gateway_rejected")
                            ? "rejected by the gateway: fraud"
                            : "2001 Insufficient Funds"));
  }

  @Test
  void namesTheOriginalOfADuplicate() {
    String more =
        "<gateway-rejection-reason>duplicate</gateway-rejection-reason>"
            + "<duplicate-of-transaction-id>t0</duplicate-of-transaction-id>";
    String body = Answers.refusal(Answers.transaction("t", ATTEMPT, "gateway_rejected", more));

    answerTo(422, body);

    assertThat(original).isEqualTo("t0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"91564", "91566"})
  void takesAUsedNonceForUnknownSinceItMayBeOurOwnEarlierCall(String code) {
    assertThat(known(new Answer(422, Answers.invalid(code)))).isInstanceOf(Unknown.class);
  }

  /** Reused with another request, in flight, and failed at the platform. */
  @ParameterizedTest
  @ValueSource(strings = {"915232", "915233", "915235"})
  void takesAUsedRequestKeyForUnknownSinceAnEarlierCallMayCharge(String code) {
    assertThat(known(new Answer(422, Answers.invalid(code)))).isInstanceOf(Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"91565", "91508", "81715", "91584", "915231", "915234", "99999"})
  void takesOtherValidationErrorsForNotCharged(String code) {
    assertThat(known(new Answer(422, Answers.invalid(code)))).isInstanceOf(NotCharged.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 426})
  void takesRefusedKeysForNotTakenAndCallsAnOperator(int status) {
    assertThat(known(new Answer(status, "")))
        .isInstanceOfSatisfying(NotTaken.class, not -> assertThat(not.needsOperator()).isTrue());
  }

  static Stream<Arguments> saysNothing() {
    return Stream.of(
        row("not found", 404, ""),
        row("request timeout", 408, ""),
        row("too many requests", 429, ""),
        row("server error", 500, ""),
        row("bad gateway", 502, ""),
        row("unavailable", 503, ""),
        row("gateway timeout", 504, ""),
        row("redirect", 302, ""),
        row("success without a body", 200, ""),
        row("success that is no XML", 200, "thank you"),
        row("refusal without parameters", 422, "<api-error-response/>"),
        row("refusal without a reason", 422, Answers.refusal("")),
        row("refusal of what is held", 422, Answers.refusal(held())));
  }

  @ParameterizedTest
  @MethodSource("saysNothing")
  void takesAllThatIsNoProofForUnknown(Answer answer) {
    assertThat(known(answer)).isInstanceOf(Unknown.class);
  }

  @Test
  void takesARefusedConnectionForNotTaken() {
    BraintreeSettings nowhere =
        TestSettings.at(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(60));

    assertThat(ask(new BraintreeClient(nowhere)))
        .isInstanceOfSatisfying(NotTaken.class, not -> assertThat(not.needsOperator()).isFalse());
  }

  @Test
  void takesSilenceForUnknown() {
    CountDownLatch answered = new CountDownLatch(1);
    platform.next(
        SALE,
        (exchange, forwarded) -> {
          try {
            answered.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    BraintreeSettings impatient = TestSettings.at(platform.address(), Duration.ofMillis(200));

    assertThat(ask(new BraintreeClient(impatient))).isInstanceOf(Unknown.class);
    answered.countDown();
  }

  @Test
  void sendsARequestOnceThoughTheConnectionDrops() {
    platform.nextLosesAnswer(SALE);

    assertThat(ask(new BraintreeClient(TestSettings.local()))).isInstanceOf(Unknown.class);
    assertThat(platform.count(SALE, ATTEMPT.orderId())).isEqualTo(1);
  }

  /** Prepared by a row of a table. */
  record Answer(int status, String body) {}

  private static String held() {
    return Answers.transaction("t", ATTEMPT, "authorized");
  }

  private static Arguments row(String name, int status, String body) {
    return arguments(named(name, new Answer(status, body)));
  }

  private Object known(Answer answer) {
    return answerTo(answer.status(), answer.body());
  }

  private AuthorizationResult answerTo(int status, String body) {
    platform.nextAnswers(SALE, status, body);
    return ask(new BraintreeClient(TestSettings.local()));
  }

  private AuthorizationResult ask(BraintreeClient client) {
    try {
      return reader.read(
          ATTEMPT,
          client.sell(ATTEMPT, new PaymentSecret("nonce", null)),
          named -> {
            original = named;
            return new Unknown("its original was asked for", false);
          });
    } catch (RuntimeException failure) {
      return reader.read(failure);
    }
  }
}
