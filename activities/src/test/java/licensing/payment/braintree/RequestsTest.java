package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.Result;
import com.braintreegateway.Transaction;
import java.time.Duration;
import licensing.db.SkewTolerantClock;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.AuthorizationResult.NotCharged;
import licensing.payment.Payments.AuthorizationResult.NotTaken;
import licensing.payment.jdbc.AttemptStore;
import licensing.payment.jdbc.PaymentSecrets;
import licensing.payment.jdbc.PaymentSecrets.PaymentSecret;
import licensing.payment.jdbc.SurplusPayments;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.testing.BuyersForm;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Request keys and merchant accounts, over HTTP on the stand-in. */
@OnRealParts
class RequestsTest {

  private static final String SALE = "POST /transactions";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final Fixture fixture;
  private final Purchases purchases;
  private final BuyersForm form;
  private final TestPayments payments;

  RequestsTest(
      AttemptStore attempts,
      SurplusPayments surplus,
      PaymentSecrets secrets,
      SkewTolerantClock clock,
      Fixture fixture,
      Purchases purchases,
      PaymentForms forms) {
    this.fixture = fixture;
    this.purchases = purchases;
    this.form = new BuyersForm(forms);
    this.payments = new TestPayments(attempts, surplus, secrets, clock);
  }

  @BeforeEach
  void withoutFaults() {
    platform.reset();
  }

  @Test
  void twoSalesWithOneKeyAreOneTransaction() {
    PaymentAttempt attempt = attempt(PurchaseId.random(), "57.00 USD");
    PaymentSecret secret = new PaymentSecret(form.typed("4111111111111111"), "{}");
    BraintreeClient client = new BraintreeClient(TestSettings.keyed());

    Transaction first = client.sell(attempt, secret).getTarget();
    Transaction second = client.sell(attempt, secret).getTarget();

    assertThat(second.getId()).isEqualTo(first.getId());
    assertThat(platform.statusesOf(attempt.orderId())).containsExactly("authorized");
  }

  @Test
  void twoVoidsWithOneKeyAreOne() {
    BraintreeClient client = new BraintreeClient(TestSettings.keyed());
    GatewayTransaction sale = sold(client);

    assertThat(
            gateway()
                .transaction()
                .voidTransaction(sale.id(), client.voidRequest(sale))
                .isSuccess())
        .isTrue();
    assertThat(
            gateway()
                .transaction()
                .voidTransaction(sale.id(), client.voidRequest(sale))
                .isSuccess())
        .isTrue();
    assertThat(platform.count("PUT /transactions/" + sale.id() + "/void", key(sale, "void")))
        .isEqualTo(2);
  }

  @Test
  void twoRefundsWithOneKeyAreOne() {
    BraintreeClient client = new BraintreeClient(TestSettings.keyed());
    GatewayTransaction sale = sold(client);
    client.submit(sale.id());
    platform.settle(sale.id());

    GatewayTransaction none = client.withRefunds(sale);

    Result<Transaction> first =
        gateway().transaction().refund(sale.id(), client.refundRequest(none));
    Result<Transaction> second =
        gateway().transaction().refund(sale.id(), client.refundRequest(none));

    assertThat(second.getTarget().getId()).isEqualTo(first.getTarget().getId());
    assertThat(client.find(sale.id()).transaction().getRefundIds()).hasSize(1);
    assertThat(
            platform.count(
                "POST /transactions/" + sale.id() + "/refund", key(sale, "refund", "-1")))
        .isEqualTo(2);
  }

  @Test
  void sendsTheSameKeyAgainAfterTheRequestWasNotTaken() {
    PaymentAttempt attempt = fixture.handedIn();
    Payments keyed = payments.with(TestSettings.keyed());
    platform.nextAnswers(SALE, 401, "");

    assertThat(keyed.authorize(attempt)).isInstanceOf(NotTaken.class);
    assertThat(keyed.authorize(attempt)).isInstanceOf(Authorized.class);
    assertThat(
            platform.count(
                SALE, "<api-request-key>" + attempt.orderId() + "-sale</api-request-key>"))
        .isEqualTo(2);
  }

  @Test
  void sendsNoKeyUnlessToldTo() {
    payments.with(TestSettings.local()).authorize(fixture.handedIn());

    assertThat(platform.count(SALE, "")).isEqualTo(1);
    assertThat(platform.count(SALE, "api-request-key")).isZero();
  }

  @Test
  void takesEachCurrencyOnItsOwnAccount() {
    Payments payments = this.payments.with(TestSettings.accounts("EUR=euro-account"));
    PaymentAttempt euros = handedIn("57.00 EUR");

    assertThat(payments.authorize(euros))
        .isInstanceOfSatisfying(
            Authorized.class,
            held -> assertThat(held.authorization().amount()).isEqualTo(euros.amount()));
    assertThat(payments.authorize(handedIn("57.00 USD"))).isInstanceOf(Authorized.class);
    assertThat(platform.count(SALE, "<merchantAccountId>euro-account</merchantAccountId>"))
        .isEqualTo(1);
    assertThat(platform.count(SALE, "merchantAccountId")).isEqualTo(1);
  }

  /** Else an account of euros would take 57 of them for 57 dollars. */
  @Test
  void chargesNothingOnAnAccountOfAnotherCurrency() {
    PaymentAttempt dollars = handedIn("57.00 USD");
    PaymentAttempt euros = handedIn("57.00 EUR");
    Payments payments = this.payments.with(TestSettings.accounts("USD=euro-account"));

    assertThat(payments.authorize(dollars)).isInstanceOf(NotCharged.class);
    assertThat(payments.authorize(euros)).isInstanceOf(NotCharged.class);
    assertThat(platform.statusesOf(dollars.orderId())).isEmpty();
    assertThat(platform.statusesOf(euros.orderId())).isEmpty();
  }

  private GatewayTransaction sold(BraintreeClient client) {
    PaymentSecret secret = new PaymentSecret("fake-valid-nonce", null);
    return GatewayTransaction.of(
        client.sell(attempt(PurchaseId.random(), "57.00 USD"), secret).getTarget());
  }

  private PaymentAttempt handedIn(String amount) {
    PaymentAttempt attempt = attempt(fixture.recorded().purchase(), amount);
    purchases.openAttempt(attempt, null);
    fixture.handIn(attempt, "fake-valid-nonce");
    return attempt;
  }

  private static PaymentAttempt attempt(PurchaseId purchase, String amount) {
    return new PaymentAttempt(purchase, 1, Money.parse(amount));
  }

  private static String key(GatewayTransaction sale, String operation) {
    return key(sale, operation, "");
  }

  private static String key(GatewayTransaction sale, String operation, String number) {
    return "<api-request-key>" + sale.orderId() + "-" + operation + "-" + sale.id() + number + "<";
  }

  private static BraintreeGateway gateway() {
    return Gateways.open(TestSettings.local(), Duration.ofSeconds(60));
  }
}
