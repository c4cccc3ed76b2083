package licensing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import licensing.edge.SubmittedPayments.Answer;
import licensing.edge.SubmittedPayments.Unreported;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class SubmittedPaymentsTest {

  private final SubmittedPayments submitted;
  private final Purchases purchases;
  private final Payments payments;
  private final Fixture fixture;
  private final JdbcClient database;

  SubmittedPaymentsTest(
      SubmittedPayments submitted,
      Purchases purchases,
      Payments payments,
      Fixture fixture,
      JdbcClient database) {
    this.submitted = submitted;
    this.purchases = purchases;
    this.payments = payments;
    this.fixture = fixture;
    this.database = database;
  }

  @BeforeEach
  void othersAreReported() {
    database.sql("update submitted_payments set reported_at = now()").update();
  }

  @Test
  void saysWhatBecameOfASecondPayment() {
    PaymentAttempt attempt = fixture.handedIn();
    assertThat(handIn(attempt.purchase(), 1)).isEqualTo(Answer.ALREADY_BEING_PROCESSED);

    payments.authorize(attempt);
    assertThat(handIn(attempt.purchase(), 1)).isEqualTo(Answer.ALREADY_BEING_PROCESSED);

    PaymentAttempt closed = fixture.opened();
    purchases.closeAttempt(closed, false);
    assertThat(handIn(closed.purchase(), 1)).isEqualTo(Answer.NO_LONGER_OPEN);
    assertThat(handIn(PurchaseId.random(), 1)).isEqualTo(Answer.NO_LONGER_OPEN);
  }

  @Test
  void leavesAFreshPaymentToWhoeverTookItIn() {
    PaymentAttempt attempt = fixture.handedIn();
    assertThat(submitted.claimUnreported(10)).isEmpty();

    forgetClaims();
    assertThat(submitted.claimUnreported(10))
        .extracting(Unreported::purchase)
        .containsExactly(attempt.purchase());
  }

  @Test
  void namesTheBuyerOfAPaymentToReport() {
    Subscription subscription = fixture.recorded();
    PaymentAttempt attempt = fixture.openedFor(subscription);
    handIn(attempt.purchase(), 1);
    forgetClaims();

    assertThat(submitted.claimUnreported(10))
        .containsExactly(new Unreported(attempt.purchase(), subscription.buyer(), 1));
  }

  @Test
  void forgetsWhatIsReported() {
    PaymentAttempt attempt = fixture.handedIn();
    submitted.reported(attempt.purchase(), 1);
    forgetClaims();

    assertThat(submitted.claimUnreported(10)).isEmpty();
  }

  @Test
  void givesEachPaymentToOneRelayOnly() {
    for (int i = 0; i < 20; i++) {
      fixture.handedIn();
    }
    forgetClaims();
    Callable<List<Unreported>> relay = () -> submitted.claimUnreported(12);

    List<List<Unreported>> claimed = Race.between(relay, relay, relay);

    assertThat(claimed.stream().flatMap(List::stream).toList()).hasSize(20).doesNotHaveDuplicates();
  }

  private Answer handIn(PurchaseId purchase, int attempt) {
    return submitted.handIn(purchase, attempt, "fake-valid-nonce", null);
  }

  private void forgetClaims() {
    database.sql("update submitted_payments set claimed_until = null").update();
  }
}
