package licensing.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import licensing.payment.Card;
import licensing.payment.InMemoryPayments.Weather;
import licensing.payment.PaymentAttempt;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseOutcome.EndedBefore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody with access to Temporal can do to a purchase, and what it makes of that. */
class OperatorTest {

  private final PurchaseFixture buying = PurchaseFixture.skippingTime();

  @AfterEach
  void close() {
    buying.close();
  }

  @Test
  void comesToItsRecordedEndWithoutWaitingWhereItHadEnded() {
    buying.purchases.endLicensed(buying.purchase);

    buying.subscribe(3);

    assertThat(buying.outcome()).isEqualTo(new EndedBefore(PurchaseOutcome.Kind.LICENSED));
    assertThat(buying.lasted()).isLessThan(Timeouts.PRODUCTION.payingAfterDecline());
    assertThat(buying.payments.sales()).isEmpty();
  }

  @Test
  void comesToItsRecordedEndWhereNobodySubscribesAgain() {
    buying.purchases.endLicensed(buying.purchase);

    buying.startWithoutSubscribing();

    assertThat(buying.outcome()).isEqualTo(new EndedBefore(PurchaseOutcome.Kind.LICENSED));
  }

  @Test
  void goesOnToItsOwnEndWhenItIsCancelledWhileItWaitsForTheBuyer() {
    buying.subscribe(3);
    buying.cancel();
    PaymentAttempt attempt = buying.confirm();
    buying.cancel();
    buying.pay(attempt, Card.ACCEPTED);

    assertEnded(PurchaseOutcome.Kind.LICENSED);
    assertThat(buying.payments.captured()).isEqualTo(1);
  }

  @Test
  void lapsesUnchargedWhenItIsCancelledAndTheBuyerGoesAway() {
    buying.readyToPay();
    buying.cancel();

    assertEnded(PurchaseOutcome.Kind.LAPSED);
    assertThat(buying.payments.sales()).isEmpty();
  }

  @Test
  void goesOnToItsOwnEndWhenItIsCancelledWhileItIsUnknownWhetherMoneyIsHeld() {
    buying.payments.weather(Weather.ANSWER_LOST);
    buying.pay(buying.readyToPay(), Card.ACCEPTED);
    buying.cancel();

    assertEnded(PurchaseOutcome.Kind.LICENSED);
    assertThat(buying.payments.captured()).isEqualTo(1);
  }

  @Test
  void goesOnToItsOwnEndWhenItIsCancelledBeforeTheMoneyIsTaken() {
    buying.payments.capturesFail(5);
    buying.pay(buying.readyToPay(), Card.ACCEPTED);
    buying.later(Duration.ofSeconds(3));
    buying.cancel();

    assertEnded(PurchaseOutcome.Kind.LICENSED);
    assertThat(buying.payments.captured()).isEqualTo(1);
  }

  /** Temporal calls it cancelled whatever it came to; the records know better. */
  private void assertEnded(PurchaseOutcome.Kind kind) {
    assertThatThrownBy(buying::outcome).hasCauseInstanceOf(CanceledFailure.class);
    assertThat(buying.purchases.outcome(buying.purchase)).contains(kind);
  }
}
