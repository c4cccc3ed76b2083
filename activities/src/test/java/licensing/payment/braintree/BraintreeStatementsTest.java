package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.TransactionRequest;
import java.util.Calendar;
import java.util.List;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.braintree.PaymentForms.PlatformUnavailable;
import licensing.payment.braintree.PlatformStatements.Statement;
import licensing.payment.braintree.PlatformStatements.StatusChange;
import licensing.platform.webhook.WebhookKind;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnRealParts
class BraintreeStatementsTest {

  private static final String SEARCH = "POST /transactions/advanced_search_ids";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final PlatformStatements statements;
  private final Payments payments;
  private final Fixture fixture;

  BraintreeStatementsTest(PlatformStatements statements, Payments payments, Fixture fixture) {
    this.statements = statements;
    this.payments = payments;
    this.fixture = fixture;
  }

  @BeforeEach
  void withoutFaults() {
    platform.reset();
  }

  @Test
  void tellsEachStateOfAPaymentAndOfItsRefund() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorized held = (Authorized) payments.authorize(attempt);
    payments.capture(attempt, held.authorization().reference());
    String reference = held.authorization().reference();
    platform.settle(reference);
    platform.gateway().transaction().refund(reference);

    List<Statement> found = statements.of(attempt.purchase());

    assertThat(found).hasSize(2);
    Statement payment = found.stream().filter(it -> !it.isRefund()).findFirst().orElseThrow();
    assertThat(payment.reference()).isEqualTo(reference);
    assertThat(payment.card()).contains("ending in");
    assertThat(payment.statusChanges())
        .extracting(StatusChange::state)
        .containsSubsequence("authorized", "submitted for settlement", "settled");
    assertThat(payment.statusChanges().getFirst().amount()).isEqualTo(Money.parse("57.00 USD"));
    assertThat(found)
        .filteredOn(Statement::isRefund)
        .singleElement()
        .satisfies(refund -> assertThat(refund.refunded()).isEqualTo(reference));
    assertThat(platform.count(SEARCH, attempt.purchase().toString())).isEqualTo(1);
  }

  @Test
  void tellsUntilWhenMoneyIsHeld() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorized held = (Authorized) payments.authorize(attempt);
    String reference = held.authorization().reference();
    Calendar end = platform.gateway().transaction().find(reference).getAuthorizationExpiresAt();

    assertThat(statements.of(attempt.purchase()).getFirst().statusChanges())
        .extracting(StatusChange::state)
        .containsExactly("authorized, expires at " + end.toInstant());
  }

  @Test
  void tellsOfADispute() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorized held = (Authorized) payments.authorize(attempt);
    payments.capture(attempt, held.authorization().reference());
    platform.platform().sign(WebhookKind.DISPUTE_OPENED, held.authorization().reference());

    assertThat(statements.of(attempt.purchase()).getFirst().objections())
        .singleElement()
        .satisfies(
            dispute -> {
              assertThat(dispute.words()).isEqualTo("open, reason: fraud");
              assertThat(dispute.amount()).isEqualTo(Money.parse("57.00 USD"));
            });
  }

  /** The platform finds by how an order begins, and another's may begin alike. */
  @Test
  void tellsNothingOfOtherOrders() {
    PaymentAttempt attempt = fixture.opened();
    platform
        .gateway()
        .transaction()
        .sale(
            new TransactionRequest()
                .orderId(attempt.purchase() + "-by-hand")
                .amount(attempt.amount().amount())
                .paymentMethodNonce("fake-valid-nonce"));

    assertThat(statements.of(attempt.purchase())).isEmpty();
  }

  @Test
  void saysThatThePlatformDoesNotAnswer() {
    PaymentAttempt attempt = fixture.opened();
    platform.nextAnswers(SEARCH, 503, "");

    assertThatThrownBy(() -> statements.of(attempt.purchase()))
        .isInstanceOf(PlatformUnavailable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "production, https://www.braintreegateway.com/merchants/test-merchant/transactions/abc123",
    "sandbox, https://sandbox.braintreegateway.com/merchants/test-merchant/transactions/abc123",
  })
  void leadsToTheControlPanel(String environment, String page) {
    BraintreeSettings settings = TestSettings.of(environment, "https://console.example.com", 1);

    assertThat(pages(settings).pageOf("abc123")).isEqualTo(page);
  }

  @Test
  void leadsToTheLedgerOfTheStandIn() {
    assertThat(pages(TestSettings.local()).pageOf("abc123"))
        .isEqualTo("http://localhost:8090/#abc123");
  }

  private static PlatformStatements pages(BraintreeSettings settings) {
    return new PlatformStatements(settings);
  }
}
