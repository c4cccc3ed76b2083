package licensing.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import licensing.audit.ledger.LastDay.Money;
import licensing.audit.ledger.LastDay.Took;
import licensing.audit.ledger.LastDay.Totals;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.purchase.PurchaseId;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Differences are compared, since other tests leave rows of their own. */
@OnRealParts
class LastDayTest {

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final LastDay lastDay;
  private final Payments payments;
  private final JdbcClient database;
  private final Fixture fixture;
  private final TestClock clock;

  LastDayTest(
      LastDay lastDay, Payments payments, JdbcClient database, Fixture fixture, TestClock clock) {
    this.lastDay = lastDay;
    this.payments = payments;
    this.database = database;
    this.fixture = fixture;
    this.clock = clock;
  }

  @BeforeEach
  void withoutFaults() {
    platform.reset();
    clock.reset();
  }

  @Test
  void saysHowFarPurchasesCame() {
    Map<String, Long> before = lastDay.totals().reached();

    begunNow(fixture.recorded().purchase());
    PaymentAttempt attempt = fixture.handedIn();
    begunNow(attempt.purchase());
    payments.authorize(attempt);

    Map<String, Long> after = lastDay.totals().reached();
    assertThat(after.keySet())
        .containsExactly("subscribed", "confirmed", "paid", "licensed", "home");
    assertThat(after)
        .containsEntry("subscribed", before.get("subscribed") + 2)
        .containsEntry("confirmed", before.get("confirmed") + 1)
        .containsEntry("paid", before.get("paid") + 1)
        .containsEntry("licensed", before.get("licensed"))
        .containsEntry("home", before.get("home"));
  }

  @Test
  void saysWhatBecameOfMoneyForADay() {
    Totals before = lastDay.totals();
    PaymentAttempt attempt = fixture.handedIn();
    Authorization held = ((Authorized) payments.authorize(attempt)).authorization();
    double amount = attempt.amount().amount().doubleValue();

    assertThat(more("authorized", before)).isEqualTo(amount);
    assertThat(more("captured", before)).isZero();

    payments.capture(attempt, held.reference());
    assertThat(more("captured", before)).isEqualTo(amount);

    dispute(attempt, held.reference());
    assertThat(more("disputed", before)).isEqualTo(12.5);

    sentBack(attempt, "now()");
    assertThat(more("refunded", before)).isEqualTo(amount);
    sentBack(attempt, "now() - interval '25 hours'");
    assertThat(more("refunded", before)).isZero();
  }

  @Test
  void leavesTestsOut() {
    PaymentAttempt attempt = fixture.handedIn();
    begunNow(attempt.purchase());
    database
        .sql("update purchases set test = true where id = ?")
        .param(attempt.purchase().value())
        .update();
    Totals before = lastDay.totals();

    Authorization held = ((Authorized) payments.authorize(attempt)).authorization();
    payments.capture(attempt, held.reference());
    dispute(attempt, held.reference());
    sentBack(attempt, "now()");

    assertThat(lastDay.totals().reached()).isEqualTo(before.reached());
    for (String what : List.of("authorized", "captured", "disputed", "refunded")) {
      assertThat(more(what, before)).as(what).isZero();
    }
  }

  @Test
  void saysHowLongItTook() {
    PaymentAttempt attempt = fixture.handedIn();
    begunNow(attempt.purchase());
    Authorization held = ((Authorized) payments.authorize(attempt)).authorization();
    payments.capture(attempt, held.reference());

    List<Took> times = lastDay.totals().times();

    assertThat(times).extracting(Took::step).contains("paid", "captured");
    assertThat(times)
        .allSatisfy(time -> assertThat(time.half()).isBetween(0.0, time.most()))
        .allSatisfy(time -> assertThat(time.most()).isNotNegative());
  }

  /** Those of other tests were begun at any time. */
  private void begunNow(PurchaseId purchase) {
    database
        .sql("update purchases set subscribed_at = now() where id = ?")
        .param(purchase.value())
        .update();
  }

  private double more(String what, Totals before) {
    return sum(what, lastDay.totals()) - sum(what, before);
  }

  private static double sum(String what, Totals totals) {
    return totals.money().stream()
        .filter(moved -> moved.what().equals(what) && moved.currency().equals("USD"))
        .mapToDouble(Money::amount)
        .sum();
  }

  private void dispute(PaymentAttempt attempt, String reference) {
    database
        .sql(
            """
            insert into late_events
              (platform_reference, subject, purchase_id, kind, amount, currency, changed_at)
            values (?, ?, ?, 'DISPUTE_OPEN', 12.5, 'USD', now())
            """)
        .params(reference, "dispute " + UUID.randomUUID(), attempt.purchase().value())
        .update();
  }

  private void sentBack(PaymentAttempt attempt, String when) {
    database
        .sql(
            "update payment_attempts set given_back = 'REFUNDED', given_back_at = "
                + when
                + " where purchase_id = ?")
        .param(attempt.purchase().value())
        .update();
  }
}
