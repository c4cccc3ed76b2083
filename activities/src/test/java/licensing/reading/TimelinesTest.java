package licensing.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import licensing.license.Licenses;
import licensing.payment.Card;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments.AuthorizationResult;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.status.PurchaseOutcome;
import licensing.reading.Timelines.Event;
import licensing.reading.Timelines.Kind;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@OnRealParts
class TimelinesTest {

  private final Timelines timelines;
  private final Fixture fixture;
  private final Purchases purchases;
  private final Licenses licenses;
  private final AttemptStore attempts;
  private final JdbcClient database;
  private final TransactionOperations transaction;

  TimelinesTest(
      Timelines timelines,
      Fixture fixture,
      Purchases purchases,
      Licenses licenses,
      AttemptStore attempts,
      JdbcClient database,
      TransactionOperations transaction) {
    this.timelines = timelines;
    this.fixture = fixture;
    this.purchases = purchases;
    this.licenses = licenses;
    this.attempts = attempts;
    this.database = database;
    this.transaction = transaction;
  }

  @Test
  void tellsASaleFromTheConsentToTheEvidence() {
    Subscription subscription = fixture.recorded();
    PaymentAttempt attempt = fixture.openedFor(subscription);
    sell(subscription, attempt);

    assertThat(kinds(subscription.purchase()))
        .containsExactly(
            Kind.CONSENTED,
            Kind.SUBSCRIBED,
            Kind.ATTEMPT_CHARGING,
            Kind.ATTEMPT_OPENED,
            Kind.ATTEMPT_SUBMITTED,
            Kind.ATTEMPT_AUTHORIZED,
            Kind.LICENSE_ACTIVATED,
            Kind.ATTEMPT_CAPTURED,
            Kind.ENDED_LICENSED,
            Kind.EVIDENCE_WRITTEN);
    Event captured = only(subscription.purchase(), Kind.ATTEMPT_CAPTURED);
    assertThat(captured.amount()).isEqualTo(Money.parse("57.00 USD"));
    assertThat(captured.reference()).isEqualTo("of-" + subscription.purchase());
    assertThat(captured.number()).isEqualTo(1);
  }

  @Test
  void tellsWhyACardWasDeclinedAndWhen() {
    PaymentAttempt attempt = fixture.handedIn();
    Instant since = attempts.startCharging(attempt, Instant.now()).orElseThrow();
    attempts.record(attempt, since, new AuthorizationResult.Declined("2001 Insufficient Funds"));

    Event declined = only(attempt.purchase(), Kind.ATTEMPT_DECLINED);

    assertThat(declined.words()).isEqualTo("2001 Insufficient Funds");
    assertThat(declined.at()).isAfter(since);
  }

  @Test
  void tellsThatAPaymentIsSentAgain() {
    PaymentAttempt attempt = fixture.handedIn();
    Instant since = attempts.startCharging(attempt, Instant.now()).orElseThrow();
    attempts.record(attempt, since, new AuthorizationResult.NotTaken("connection refused", false));

    assertThat(only(attempt.purchase(), Kind.ATTEMPT_SET_BACK).words())
        .isEqualTo("connection refused");
  }

  @Test
  void tellsWhatSupportAskedForAndWhy() {
    PurchaseId purchase = fixture.recorded().purchase();
    long version = fixture.version(purchase);
    purchases.recordSupport(
        purchase,
        new SupportCommand.RecheckNow(Fixtures.asked("sam", "the buyer called", version)));

    Event action = only(purchase, Kind.SUPPORT_ACTED);

    assertThat(action.who()).isEqualTo("sam");
    assertThat(action.words()).isEqualTo("recheck now: the buyer called");
    assertThat(action.number()).isEqualTo((int) version);
    assertThat(timelines.justDone(purchase, Fixtures.idOf("sam"), version)).contains("recheck now");
    assertThat(timelines.justDone(purchase, Fixtures.idOf("sam"), version + 1)).isEmpty();
    assertThat(timelines.justDone(purchase, Fixtures.idOf("ann"), version)).isEmpty();
  }

  @Test
  void tellsHowAPurchaseEndedAndWhatWasAddedToItsEvidence() {
    Subscription subscription = fixture.recorded();
    PaymentAttempt attempt = fixture.openedFor(subscription);
    authorize(subscription, attempt);
    attempts.givenBack(attempt, ReleaseResult.RELEASED);
    purchases.end(
        subscription.purchase(),
        new PurchaseOutcome.GivenBack("the organization is closed", ReleaseResult.RELEASED));

    assertThat(only(subscription.purchase(), Kind.ATTEMPT_RELEASED).amount())
        .isEqualTo(Money.parse("57.00 USD"));
    assertThat(only(subscription.purchase(), Kind.ENDED_GIVEN_BACK).words())
        .contains("the organization is closed");
    assertThat(kinds(subscription.purchase())).endsWith(Kind.EVIDENCE_WRITTEN);
  }

  @Test
  void tellsWhatCameLate() {
    PaymentAttempt attempt = fixture.opened();
    UUID purchase = attempt.purchase().value();
    database
        .sql(
            """
            insert into surplus_payments
              (platform_reference, purchase_id, attempt, given_back, given_back_at)
            values ('surplus-' || :purchase, :purchase, 1, 'REFUNDED', now());
            insert into platform_notifications
              (id, kind, subject, reference, occurred_at, payload, purchase_id, decided_at, decided_how)
            values (gen_random_uuid(), 'dispute_opened', :purchase::text, 'r1', now(), '-', :purchase,
              now(), 'applied');
            insert into late_events
              (platform_reference, subject, purchase_id, kind, amount, currency, changed_at)
            values ('r1', :purchase::text, :purchase, 'DISPUTE_OPEN', 57.00, 'USD', now());
            """)
        .param("purchase", purchase)
        .update();

    assertThat(kinds(attempt.purchase()))
        .contains(
            Kind.SURPLUS_FOUND,
            Kind.SURPLUS_REFUNDED,
            Kind.NOTICE_RECEIVED,
            Kind.NOTICE_DECIDED,
            Kind.DISPUTE_OPEN);
    assertThat(only(attempt.purchase(), Kind.SURPLUS_REFUNDED).amount())
        .isEqualTo(Money.parse("57.00 USD"));
    assertThat(only(attempt.purchase(), Kind.NOTICE_DECIDED).words())
        .isEqualTo("dispute_opened: applied");
  }

  @Test
  void tellsNothingOfAPurchaseThatNeverWas() {
    assertThat(timelines.of(PurchaseId.random())).isEmpty();
  }

  /** With a million purchases, one part without an index would be seconds. */
  @Test
  void findsEachPartByAnIndex() {
    List<String> plan =
        transaction.execute(
            status -> {
              database.sql("set local enable_seqscan = off").update();
              return database
                  .sql("explain " + Timelines.STORY)
                  .param("purchase", UUID.randomUUID())
                  .query(String.class)
                  .list();
            });

    assertThat(plan).anyMatch(line -> line.contains("Index"));
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan"));
  }

  private void sell(Subscription subscription, PaymentAttempt attempt) {
    authorize(subscription, attempt);
    licenses.activate(subscription, Fixture.authorization(subscription));
    attempts.captured(attempt);
  }

  private void authorize(Subscription subscription, PaymentAttempt attempt) {
    fixture.handIn(attempt, Card.ACCEPTED);
    Instant since =
        attempts.startCharging(attempt, Instant.parse("2026-03-01T10:04:59Z")).orElseThrow();
    attempts.record(attempt, since, new Authorized(Fixture.authorization(subscription)));
  }

  private List<Kind> kinds(PurchaseId purchase) {
    return timelines.of(purchase).stream().map(Event::kind).toList();
  }

  private Event only(PurchaseId purchase, Kind kind) {
    List<Event> found =
        timelines.of(purchase).stream().filter(event -> event.kind() == kind).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }
}
