package licensing.payment.braintree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Environment;
import com.braintreegateway.WebhookNotification;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.braintree.PaymentForms.PlatformUnavailable;
import licensing.payment.braintree.PlatformNotifications.Receipt;
import licensing.payment.braintree.PlatformNotifications.Unreported;
import licensing.platform.webhook.WebhookKind;
import licensing.platform.webhook.Webhooks;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class BraintreeEdgeTest {

  private static final Currency DOLLARS = Currency.getInstance("USD");

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final PaymentForms forms;
  private final PlatformNotifications notifications;
  private final Payments payments;
  private final Fixture fixture;
  private final JdbcClient database;

  BraintreeEdgeTest(
      PaymentForms forms,
      PlatformNotifications notifications,
      Payments payments,
      Fixture fixture,
      JdbcClient database) {
    this.forms = forms;
    this.notifications = notifications;
    this.payments = payments;
    this.fixture = fixture;
    this.database = database;
  }

  @BeforeEach
  void withoutFaults() {
    platform.reset();
    database.sql("update platform_notifications set reported_at = now()").update();
  }

  @Test
  void opensAFormWithATokenThatNobodySees() {
    PaymentForms.PaymentForm form = forms.open(DOLLARS);

    assertThat(form.clientToken()).isNotBlank();
    assertThat(form.toString()).doesNotContain(form.clientToken());
    assertThat(form.hostMap()).hasToString("http://localhost:8090/loopback.js");
  }

  /** Else the bank would be asked for another account than the sale is made on: 91584. */
  @Test
  void opensTheFormForTheAccountOfTheCurrency() {
    var accounts = TestSettings.accounts("USD=test-account,EUR=no-such-account");
    var formsByAccount = new PaymentForms(accounts);

    assertThat(formsByAccount.open(DOLLARS).clientToken()).isNotBlank();
    assertThatThrownBy(() -> formsByAccount.open(Currency.getInstance("EUR")))
        .isInstanceOf(PlatformUnavailable.class);
  }

  @Test
  void saysThatThePlatformIsDown() {
    platform.nextAnswers("POST /client_token", 503, "");

    assertThatThrownBy(() -> forms.open(DOLLARS)).isInstanceOf(PlatformUnavailable.class);
  }

  @Test
  void keepsADisputeForItsPurchaseOnce() {
    PaymentAttempt attempt = fixture.handedIn();
    Webhooks.Signed signed = signed(WebhookKind.DISPUTE_OPENED, captured(attempt));

    Receipt first = notifications.receive(signed.signature(), signed.payload());
    assertThat(first).isInstanceOf(Receipt.Stored.class);
    assertThat(notifications.receive(signed.signature(), signed.payload()))
        .isEqualTo(new Receipt.Repeated());

    String id = ((Receipt.Stored) first).notification();
    assertThat(unreported())
        .extracting(Unreported::notification, Unreported::purchase, Unreported::kind)
        .containsExactly(tuple(id, attempt.purchase(), "dispute_opened"));
    notifications.reported(id, "signalled");
    assertThat(unreported()).isEmpty();
  }

  /** As where somebody terminated the workflow that had it: the report would be lost. */
  @Test
  void hasItReportedAgainWhereNothingIsDecidedForAnHour() {
    PaymentAttempt attempt = fixture.handedIn();
    Webhooks.Signed signed = signed(WebhookKind.DISPUTE_OPENED, captured(attempt));
    notifications.receive(signed.signature(), signed.payload());
    String id = unreported().getFirst().notification();
    notifications.reported(id, "signalled");

    database
        .sql("update platform_notifications set reported_at = now() - interval '61 minutes'")
        .update();

    assertThat(unreported()).extracting(Unreported::notification).containsExactly(id);
    notifications.reported(id, "signalled");
    assertThat(unreported()).isEmpty();
  }

  @Test
  void hasItReportedAtOnce() {
    PaymentAttempt attempt = fixture.handedIn();
    Webhooks.Signed signed = signed(WebhookKind.DISPUTE_OPENED, captured(attempt));

    notifications.receive(signed.signature(), signed.payload());

    assertThat(notifications.claimUnreported(10))
        .extracting(Unreported::purchase)
        .containsExactly(attempt.purchase());
    assertThat(notifications.claimUnreported(10)).as("claimed").isEmpty();
  }

  @Test
  void acknowledgesACheckWithoutReportingIt() {
    Webhooks.Signed signed = signed(WebhookKind.CHECK, "");

    assertThat(notifications.receive(signed.signature(), signed.payload()))
        .isInstanceOf(Receipt.Stored.class);
    assertThat(unreported()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = WebhookKind.class,
      names = {
        "DISPUTE_UNDER_REVIEW",
        "DISPUTE_DISPUTED",
        "DISPUTE_AUTO_ACCEPTED",
        "TRANSACTION_DISBURSED",
        "TRANSACTION_RETRIED"
      })
  void keepsKindsThatConcernAPurchaseThoughNothingFollows(WebhookKind kind) {
    PaymentAttempt attempt = fixture.handedIn();
    String reference = captured(attempt);
    signed(WebhookKind.DISPUTE_OPENED, reference);
    Webhooks.Signed signed = signed(kind, reference);

    assertThat(notifications.receive(signed.signature(), signed.payload()))
        .isInstanceOf(Receipt.Stored.class);
    assertThat(unreported())
        .extracting(Unreported::purchase, Unreported::kind)
        .containsExactly(tuple(attempt.purchase(), kind.wireName()));
  }

  /** Of a review the SDK reads no transaction. */
  @Test
  void keepsAReviewWithoutItsPurchase() {
    Webhooks.Signed signed = signed(WebhookKind.TRANSACTION_REVIEWED, captured(fixture.handedIn()));

    assertThat(notifications.receive(signed.signature(), signed.payload()))
        .isInstanceOf(Receipt.Stored.class);
    assertThat(unreported()).isEmpty();
  }

  @Test
  void keepsAKindThatTheSdkDoesNotKnow() throws GeneralSecurityException {
    PaymentAttempt attempt = fixture.handedIn();
    Webhooks.Signed known = signed(WebhookKind.TRANSACTION_SETTLED, captured(attempt));
    String payload =
        Base64.getEncoder()
            .encodeToString(
                new String(Base64.getMimeDecoder().decode(known.payload()), UTF_8)
                    .replace("transaction_settled", "transaction_teleported")
                    .getBytes(UTF_8));

    assertThat(notifications.receive(signature(payload), payload))
        .isInstanceOf(Receipt.Stored.class);
    assertThat(unreported())
        .extracting(Unreported::purchase, Unreported::kind)
        .containsExactly(tuple(attempt.purchase(), "unrecognized"));
  }

  @Test
  void rejectsWhatIsForged() {
    PaymentAttempt attempt = fixture.handedIn();
    Webhooks.Signed signed = signed(WebhookKind.DISPUTE_OPENED, captured(attempt));

    assertThat(notifications.receive(signed.signature(), signed.payload() + "x"))
        .isInstanceOf(Receipt.Rejected.class);
    assertThat(unreported()).isEmpty();
  }

  /** The sandbox's notifications may be sent to production's address, or the other way round. */
  @Test
  void rejectsWhatAnotherEnvironmentSigned() {
    BraintreeGateway other =
        new BraintreeGateway(Environment.SANDBOX, "test-merchant", "other-key", "other-secret");
    Map<String, String> sample =
        other
            .webhookTesting()
            .sampleNotification(WebhookNotification.Kind.DISPUTE_OPENED, "dispute");

    assertThat(notifications.receive(sample.get("bt_signature"), sample.get("bt_payload")))
        .isInstanceOf(Receipt.Rejected.class);
    assertThat(unreported()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "test-public-key|", "test-public-key|00", "other|00", "|", "&"})
  void rejectsASignatureThatIsNone(String signature) {
    PaymentAttempt attempt = fixture.handedIn();
    Webhooks.Signed signed = signed(WebhookKind.DISPUTE_OPENED, captured(attempt));

    assertThat(notifications.receive(signature, signed.payload()))
        .isInstanceOf(Receipt.Rejected.class);
    assertThat(unreported()).isEmpty();
  }

  @Test
  void rejectsRightlySignedJunk() {
    // Whoever may ask for the answer to a challenge has that one text signed.
    String junk = "20f9f8ed05f77439fe955c977e4c8a53";
    assertThat(notifications.receive(notifications.answer(junk).orElseThrow(), junk))
        .isInstanceOf(Receipt.Rejected.class);
  }

  @Test
  void keepsNothingOfACard() {
    PaymentAttempt attempt = fixture.handedIn();
    Webhooks.Signed signed = signed(WebhookKind.DISPUTE_OPENED, captured(attempt));
    notifications.receive(signed.signature(), signed.payload());

    assertThat(
            database
                .sql("select payload from platform_notifications where purchase_id = ?")
                .param(attempt.purchase().value())
                .query(String.class)
                .single())
        .startsWith("dispute of 57.00")
        .doesNotContain("1881");
  }

  @Test
  void answersAChallengeAndNothingElse() {
    assertThat(notifications.answer("20f9f8ed05f77439fe955c977e4c8a53").orElseThrow())
        .startsWith("test-public-key|");
    assertThat(notifications.answer("<script>")).isEmpty();
  }

  private String captured(PaymentAttempt attempt) {
    Authorization held = ((Authorized) payments.authorize(attempt)).authorization();
    payments.capture(attempt, held.reference());
    return held.reference();
  }

  private Webhooks.Signed signed(WebhookKind kind, String transaction) {
    return platform.platform().sign(kind, transaction).orElseThrow();
  }

  private static String signature(String payload) throws GeneralSecurityException {
    byte[] key = MessageDigest.getInstance("SHA-1").digest("test-private-key".getBytes(UTF_8));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key, "HmacSHA1"));
    return "test-public-key|" + HexFormat.of().formatHex(mac.doFinal(payload.getBytes(UTF_8)));
  }

  private List<Unreported> unreported() {
    database.sql("update platform_notifications set claimed_until = null").update();
    return notifications.claimUnreported(10);
  }
}
