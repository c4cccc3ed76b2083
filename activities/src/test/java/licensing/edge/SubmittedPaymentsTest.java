package licensing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import licensing.buyer.Buyer;
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
  private final DeclineLimit declines;

  SubmittedPaymentsTest(
      SubmittedPayments submitted,
      DeclineLimit declines,
      Purchases purchases,
      Payments payments,
      Fixture fixture,
      JdbcClient database) {
    this.submitted = submitted;
    this.declines = declines;
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

  @Test
  void takesNoFurtherCardOfWhoeverHadManyDeclined() {
    Buyer buyer = fixture.buyer();
    declined(buyer, 9);
    Callable<Answer> hand = () -> handIn(opened(buyer).purchase(), 1);
    assertThat(Race.between(hand, hand, hand))
        .containsExactlyInAnyOrder(Answer.KEPT, Answer.TOO_MANY_DECLINES, Answer.TOO_MANY_DECLINES);

    PaymentAttempt refused = opened(buyer);
    assertThat(handIn(refused.purchase(), 1)).isEqualTo(Answer.TOO_MANY_DECLINES);
    assertThat(fixture.state(refused)).isEqualTo(PaymentAttempt.State.OPEN);
    assertThat(fixture.secrets(refused.purchase())).isZero();
    assertThat(declines.closedUntil(refused.purchase()).orElseThrow())
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(61)));
    assertThat(handIn(fixture.opened().purchase(), 1)).isEqualTo(Answer.KEPT);
    happened(buyer, Duration.ofMinutes(61));
    assertThat(handIn(refused.purchase(), 1)).isEqualTo(Answer.KEPT);
  }

  @Test
  void takesFewerADayThanTheHoursTogether() {
    Buyer buyer = fixture.buyer();
    for (int hour = 0; hour < 3; hour++) {
      declined(buyer, 10);
      happened(buyer, Duration.ofMinutes(61));
    }
    PaymentAttempt refused = opened(buyer);
    assertThat(handIn(refused.purchase(), 1)).isEqualTo(Answer.TOO_MANY_DECLINES);
    happened(buyer, Duration.ofHours(24));
    assertThat(declines.closedUntil(refused.purchase())).isEmpty();
  }

  /** A second click must never read that its card was dropped, and no more. */
  @Test
  void saysOfTheLastCardThatItIsBeingProcessed() {
    Buyer buyer = fixture.buyer();
    declined(buyer, 9);
    PaymentAttempt last = opened(buyer);
    assertThat(handIn(last.purchase(), 1)).isEqualTo(Answer.KEPT);

    assertThat(handIn(opened(buyer).purchase(), 1)).isEqualTo(Answer.TOO_MANY_DECLINES);
    assertThat(handIn(last.purchase(), 1)).isEqualTo(Answer.ALREADY_BEING_PROCESSED);
  }

  @Test
  void countsNothingThatWaitsWhileThePlatformIsAway() {
    Buyer buyer = fixture.buyer();
    for (int waiting = 0; waiting < 10; waiting++) {
      assertThat(handIn(opened(buyer).purchase(), 1)).isEqualTo(Answer.KEPT);
    }
    PaymentAttempt next = opened(buyer);
    assertThat(handIn(next.purchase(), 1)).isEqualTo(Answer.TOO_MANY_DECLINES);
    happened(buyer, Duration.ofSeconds(31));
    assertThat(handIn(next.purchase(), 1)).isEqualTo(Answer.KEPT);
  }

  @Test
  void countsWhatAllOfAnOrganizationTry() {
    Buyer buyer = fixture.buyer();
    declined(buyer, 10);
    declined(fixture.buyerOf(buyer.organization()), 10);
    Buyer third = fixture.buyerOf(buyer.organization());
    assertThat(handIn(opened(third).purchase(), 1)).isEqualTo(Answer.TOO_MANY_DECLINES);
  }

  private PaymentAttempt opened(Buyer buyer) {
    Subscription subscription = fixture.recorded(buyer);
    database
        .sql("update purchases set subscribed_at = now() where id = ?")
        .param(subscription.purchase().value())
        .update();
    return fixture.openedFor(subscription);
  }

  private void declined(Buyer buyer, int cards) {
    for (int card = 0; card < cards; card++) {
      PaymentAttempt attempt = opened(buyer);
      assertThat(handIn(attempt.purchase(), 1)).isEqualTo(Answer.KEPT);
      database
          .sql("update payment_attempts set state = 'CHARGING' where purchase_id = ?")
          .param(attempt.purchase().value())
          .update();
      database
          .sql("update payment_attempts set state = 'DECLINED' where purchase_id = ?")
          .param(attempt.purchase().value())
          .update();
    }
  }

  private void happened(Buyer buyer, Duration ago) {
    database
        .sql(
            """
            update submitted_payments set submitted_at = submitted_at - make_interval(secs => ?)
            where purchase_id in (select id from purchases where user_id = ?)
            """)
        .params(ago.toSeconds(), buyer.user().value())
        .update();
  }

  private Answer handIn(PurchaseId purchase, int attempt) {
    return submitted.handIn(purchase, attempt, "fake-valid-nonce", null);
  }

  private void forgetClaims() {
    database.sql("update submitted_payments set claimed_until = null").update();
  }
}
