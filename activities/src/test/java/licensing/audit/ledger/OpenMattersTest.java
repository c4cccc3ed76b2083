package licensing.audit.ledger;

import static licensing.audit.ledger.OpenMatters.Backlog.Kind.ENDING_HOLD;
import static licensing.audit.ledger.OpenMatters.Backlog.Kind.HELD_MONEY;
import static licensing.audit.ledger.OpenMatters.Backlog.Kind.OPEN_PURCHASE;
import static licensing.audit.ledger.OpenMatters.Backlog.Kind.SURPLUS_PAYMENT;
import static licensing.audit.ledger.OpenMatters.Backlog.Kind.UNDECIDED_WEBHOOK;
import static licensing.audit.ledger.OpenMatters.Backlog.Kind.UNKNOWN_PAYMENT;
import static licensing.audit.ledger.OpenMatters.Backlog.Kind.UNREPORTED_PAYMENT;
import static licensing.audit.ledger.OpenMatters.Backlog.Kind.UNREPORTED_WEBHOOK;
import static licensing.audit.ledger.OpenMatters.Backlog.Kind.UNSENT_MAIL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import licensing.audit.ledger.OpenMatters.Backlog;
import licensing.audit.ledger.OpenMatters.Counts;
import licensing.edge.SubmittedPayments;
import licensing.license.Licenses;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Differences are counted, since other tests leave rows of their own. */
@OnRealParts
class OpenMattersTest {

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final OpenMatters matters;
  private final Purchases purchases;
  private final Payments payments;
  private final SubmittedPayments submitted;
  private final Licenses licenses;
  private final JdbcClient database;
  private final Fixture fixture;
  private final TestClock clock;

  OpenMattersTest(
      OpenMatters matters,
      Purchases purchases,
      Payments payments,
      SubmittedPayments submitted,
      Licenses licenses,
      JdbcClient database,
      Fixture fixture,
      TestClock clock) {
    this.matters = matters;
    this.purchases = purchases;
    this.payments = payments;
    this.submitted = submitted;
    this.licenses = licenses;
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
  void countsAPurchaseUntilItEnds() {
    Counts before = matters.count();
    Subscription subscription = fixture.recorded();
    assertThat(more(OPEN_PURCHASE, before)).isOne();

    purchases.end(subscription.purchase(), new PurchaseOutcome.Withdrawn());

    assertThat(more(OPEN_PURCHASE, before)).isZero();
  }

  @Test
  void countsAPaymentUntilTemporalKnowsOfIt() {
    Counts before = matters.count();
    PaymentAttempt attempt = fixture.handedIn();
    assertThat(more(UNREPORTED_PAYMENT, before)).isOne();

    submitted.reported(attempt.purchase(), 1);

    assertThat(more(UNREPORTED_PAYMENT, before)).isZero();
  }

  @Test
  void saysHowLongAPaymentIsUnknown() {
    Counts before = matters.count();
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextAnswers("POST /transactions", 503, "");
    payments.authorize(attempt);
    since("charging_since", attempt, Duration.ofDays(50));

    assertThat(more(UNKNOWN_PAYMENT, before)).isOne();
    assertThat(matters.count().backlog(UNKNOWN_PAYMENT).oldest())
        .isBetween(Duration.ofDays(50), Duration.ofDays(50).plusMinutes(1));

    decided(attempt);

    assertThat(more(UNKNOWN_PAYMENT, before)).isZero();
  }

  @Test
  void countsHeldMoneyUntilItIsTakenAndWhatMayEndSoonApart() {
    Counts before = matters.count();
    PaymentAttempt attempt = fixture.handedIn();
    Authorization held = ((Authorized) payments.authorize(attempt)).authorization();
    since("authorized_at", attempt, OpenMatters.HOLD.minus(OpenMatters.ENDING_SOON).minusHours(1));
    assertThat(more(HELD_MONEY, before)).isOne();
    assertThat(more(ENDING_HOLD, before)).isZero();

    since("authorized_at", attempt, OpenMatters.HOLD.minus(OpenMatters.ENDING_SOON).plusHours(1));
    assertThat(more(ENDING_HOLD, before)).isOne();

    payments.capture(attempt, held.reference());
    assertThat(more(HELD_MONEY, before)).isZero();
    assertThat(more(ENDING_HOLD, before)).isZero();
  }

  @Test
  void countsMailsUntilTheyAreSentOrTheServerWantsThemLater() {
    Counts before = matters.count();
    Subscription bought = fixture.recorded();
    UUID mail = UUID.randomUUID();
    database
        .sql(
            "insert into mails (id, type, organization_id, purchase_id, made_at)"
                + " values (?, 'license.activated', ?, ?, now() - interval '40 days')")
        .params(mail, bought.buyer().organization().value(), bought.purchase().value())
        .update();
    try {
      assertThat(more(UNSENT_MAIL, before)).isOne();
      assertThat(matters.count().backlog(UNSENT_MAIL).oldest()).isGreaterThan(Duration.ofDays(39));

      database.sql("update mails set put_off_since = now() where id = ?").param(mail).update();
      assertThat(more(UNSENT_MAIL, before)).isZero();
    } finally {
      database.sql("delete from mails where id = ?").param(mail).update();
    }
  }

  /** It is given back, so that nothing is lost when the hold ends. */
  @Test
  void countsNoMoneyThatNoLicenseIsFor() {
    Counts before = matters.count();
    PaymentAttempt attempt = fixture.handedIn();
    payments.authorize(attempt);

    licenses.abandon(attempt.purchase(), "the organization is gone");

    assertThat(more(HELD_MONEY, before)).isZero();
  }

  @Test
  void countsMoneyThatNoPurchaseNeedsForADay() {
    Counts before = matters.count();
    PaymentAttempt attempt = fixture.handedIn();
    database
        .sql(
            "insert into surplus_payments (platform_reference, purchase_id, attempt) values (?, ?, 1)")
        .params("surplus of " + attempt.orderId(), attempt.purchase().value())
        .update();
    assertThat(more(SURPLUS_PAYMENT, before)).isOne();

    database
        .sql("update surplus_payments set found_at = now() - make_interval(secs => ?)")
        .param(OpenMatters.RECENTLY.toSeconds())
        .update();
    assertThat(matters.count().backlog(SURPLUS_PAYMENT).number()).isZero();
  }

  @Test
  void countsAWebhookUntilTemporalKnowsOfItAndThenUntilItIsDecided() {
    Counts before = matters.count();
    UUID webhook = webhook(fixture.recorded());
    assertThat(more(UNREPORTED_WEBHOOK, before)).isOne();

    note(webhook, "reported_at");
    assertThat(more(UNREPORTED_WEBHOOK, before)).isZero();
    assertThat(more(UNDECIDED_WEBHOOK, before)).isOne();

    note(webhook, "decided_at");
    assertThat(more(UNDECIDED_WEBHOOK, before)).isZero();
  }

  private long more(Backlog.Kind kind, Counts before) {
    return matters.count().backlog(kind).number() - before.backlog(kind).number();
  }

  private void since(String column, PaymentAttempt attempt, Duration ago) {
    database
        .sql(
            "update payment_attempts set %s = now() - make_interval(secs => ?) where purchase_id = ?"
                .formatted(column))
        .params(ago.toSeconds(), attempt.purchase().value())
        .update();
  }

  private void decided(PaymentAttempt attempt) {
    for (String change :
        List.of("'CHARGING' where state = 'SUBMITTED' and", "'NOT_CHARGED' where")) {
      database
          .sql("update payment_attempts set state = " + change + " purchase_id = ?")
          .param(attempt.purchase().value())
          .update();
    }
  }

  private UUID webhook(Subscription subscription) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into platform_notifications
              (id, kind, subject, occurred_at, payload, purchase_id)
            values (?, 'dispute_opened', ?, now(), '', ?::uuid)
            """)
        .params(id, id.toString(), subscription.purchase().toString())
        .update();
    return id;
  }

  private void note(UUID webhook, String when) {
    database
        .sql("update platform_notifications set %s = now() where id = ?".formatted(when))
        .param(webhook)
        .update();
  }
}
