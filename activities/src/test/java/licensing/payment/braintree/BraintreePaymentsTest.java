package licensing.payment.braintree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import licensing.edge.SubmittedPayments;
import licensing.license.ActivationResult;
import licensing.license.Licenses;
import licensing.payment.AttemptState;
import licensing.payment.Authorization;
import licensing.payment.AuthorizationResult;
import licensing.payment.CaptureResult;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.ReleaseResult;
import licensing.purchase.PurchaseOutcome;
import licensing.purchase.PurchaseStep;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.reading.ActiveLicenses;
import licensing.reading.PurchaseRecords;
import licensing.testing.FakePlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnRealParts
record BraintreePaymentsTest(
    Payments payments,
    Licenses licenses,
    Purchases purchases,
    SubmittedPayments submitted,
    PurchaseRecords records,
    ActiveLicenses active,
    Fixture fixture) {

  @BeforeEach
  void forgetEarlierAnswers() {
    FakePlatform.running().reset();
  }

  @Test
  void holdsTheMoneyThenActivatesThenTakesIt() {
    Subscription subscription = fixture.recorded();
    PaymentAttempt attempt = fixture.openedFor(subscription);
    submitted.handIn(attempt.purchase(), 1, "nonce", "device");
    prepareSale(201, Platform.transaction("t1" + attempt.purchase(), attempt, "authorized"));

    Authorization authorization = authorized(payments.authorize(attempt));
    assertThat(authorization.card()).isEqualTo("Visa ending in 1111");
    assertThat(authorization.authorizedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(step(subscription)).isEqualTo(PurchaseStep.ACTIVATE_LICENSE);

    var activated = (ActivationResult.Activated) licenses.activate(subscription, authorization);
    assertThat(step(subscription)).isEqualTo(PurchaseStep.REDIRECT_HOME);
    assertThat(active.of(subscription.buyer().organization(), subscription.offer().kind()))
        .containsExactly(activated.license());

    prepareFind(
        authorization, Platform.transaction(authorization.reference(), attempt, "authorized"));
    prepareFind(
        authorization,
        Platform.transaction(authorization.reference(), attempt, "submitted_for_settlement"));
    FakePlatform.running()
        .prepare(
            "PUT /transactions/" + authorization.reference() + "/submit_for_settlement",
            200,
            Platform.transaction(authorization.reference(), attempt, "submitted_for_settlement"));
    assertThat(payments.capture(attempt, authorization))
        .isEqualTo(new CaptureResult.Captured(authorization.reference()));

    purchases.end(
        subscription.purchase(), new PurchaseOutcome.Licensed(activated.license(), authorization));
    var record = records.forSupport(subscription.purchase()).orElseThrow();
    assertThat(record.license()).isEqualTo(activated.license());
    assertThat(record.subscription()).isEqualTo(subscription);
    assertThat(record.progress().outcome()).isEqualTo(PurchaseOutcome.Kind.LICENSED);
    assertThat(record.progress().payment()).isEqualTo(AttemptState.AUTHORIZED);
  }

  @Test
  void looksUpAndNeverSellsWhenItFindsTheAttemptCharging() {
    PaymentAttempt attempt = handedIn();
    prepareSale(503, "");
    assertThat(payments.authorize(attempt)).isInstanceOf(AuthorizationResult.Unknown.class);

    String reference = "t2" + attempt.purchase();
    String sold = Platform.transaction(reference, attempt, "authorized");
    FakePlatform.running().reset();
    prepareSearch(Platform.foundIds(reference), Platform.found(sold));

    assertThat(authorized(payments.authorize(attempt)).reference()).isEqualTo(reference);
    assertThat(FakePlatform.running().calls()).doesNotContain("POST /transactions");
  }

  @Test
  void voidsAHoldOnce() {
    PaymentAttempt attempt = handedIn();
    String reference = "t3" + attempt.purchase();
    prepareSale(201, Platform.transaction(reference, attempt, "authorized"));
    Authorization authorization = authorized(payments.authorize(attempt));
    prepareFind(authorization, Platform.transaction(reference, attempt, "authorized"));
    prepareFind(authorization, Platform.transaction(reference, attempt, "voided"));
    String cancel = "PUT /transactions/" + reference + "/void";
    FakePlatform.running().prepare(cancel, 200, Platform.transaction(reference, attempt, "voided"));

    assertThat(payments.release(attempt, authorization)).isEqualTo(ReleaseResult.RELEASED);
    assertThat(payments.release(attempt, authorization)).isEqualTo(ReleaseResult.RELEASED);
    assertThat(FakePlatform.running().calls()).containsOnlyOnce(cancel);
  }

  private PaymentAttempt handedIn() {
    PaymentAttempt attempt = fixture.opened();
    submitted.handIn(attempt.purchase(), 1, "nonce", null);
    return attempt;
  }

  private PurchaseStep step(Subscription subscription) {
    return records.forSupport(subscription.purchase()).orElseThrow().progress().step();
  }

  private static Authorization authorized(AuthorizationResult result) {
    assertThat(result).isInstanceOf(AuthorizationResult.Authorized.class);
    return Objects.requireNonNull(((AuthorizationResult.Authorized) result).authorization());
  }

  private static void prepareSale(int status, String body) {
    FakePlatform.running().prepare("POST /transactions", status, body);
  }

  private static void prepareFind(Authorization authorization, String body) {
    FakePlatform.running().prepare("GET /transactions/" + authorization.reference(), 200, body);
  }

  private static void prepareSearch(String ids, String transactions) {
    FakePlatform.running().prepare("POST /transactions/advanced_search_ids", 200, ids);
    FakePlatform.running().prepare("POST /transactions/advanced_search", 200, transactions);
  }
}
