package licensing.audit.ledger;

import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
import static io.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.TransactionRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import licensing.audit.AuditReport.Finding;
import licensing.license.Licenses;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.paymentevent.PaymentEvents;
import licensing.platform.webhook.WebhookKind;
import licensing.purchase.PurchaseId;
import licensing.purchase.Purchases;
import licensing.purchase.Subscription;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.testing.Answers;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.KnownProcesses;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each drift planted where it would arise, on the real database and the stand-in. */
@OnRealParts
class LedgerAuditTest {

  private static final String SEARCH = "POST /transactions/advanced_search_ids";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final LedgerAudit audits;
  private final Purchases purchases;
  private final Payments payments;
  private final Licenses licenses;
  private final PaymentEvents paymentEvents;
  private final KnownProcesses processes;
  private final OpenMatters matters;
  private final JdbcClient database;
  private final Fixture fixture;
  private final TestClock clock;

  LedgerAuditTest(
      LedgerAudit audits,
      Purchases purchases,
      Payments payments,
      Licenses licenses,
      PaymentEvents paymentEvents,
      KnownProcesses processes,
      OpenMatters matters,
      JdbcClient database,
      Fixture fixture,
      TestClock clock) {
    this.audits = audits;
    this.purchases = purchases;
    this.payments = payments;
    this.licenses = licenses;
    this.paymentEvents = paymentEvents;
    this.processes = processes;
    this.matters = matters;
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
  void findsNothingWhereAPurchaseWentWell() {
    assertThat(audited(licensed().purchase())).isEmpty();
  }

  @Test
  void findsMoneyOfAPurchaseThatLapsed() {
    PaymentAttempt attempt = fixture.handedIn();
    payments.authorize(attempt);
    end(attempt.purchase(), new PurchaseOutcome.Lapsed(PurchaseStep.AWAIT_PAYMENT));

    assertThat(audited(attempt.purchase())).containsExactly(Finding.Kind.MONEY_WITHOUT_LICENSE);
  }

  @Test
  void findsALicenseWhoseMoneyWentBack() {
    PaymentAttempt attempt = licensed();
    Authorization authorization = authorization(attempt);
    platform.cancel(authorization.reference());

    assertThat(audited(attempt.purchase())).containsExactly(Finding.Kind.MONEY_GIVEN_BACK);
  }

  /** Weeks later, of which the platform tells nobody: the sale is older than what is looked at. */
  @Test
  void findsWhatWasGivenBackLongAfterTheSale() {
    PaymentAttempt attempt = licensed();
    String reference = authorization(attempt).reference();
    platform.settle(reference);
    Instant sold = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    // The platform's times are of whole seconds.
    Instant later = sold;
    while (!later.isAfter(sold)) {
      Thread.onSpinWait();
      later = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
    platform.gateway().transaction().refund(reference, new BigDecimal("20.00"));

    assertThat(auditedSince(later, attempt.purchase()))
        .containsExactly(Finding.Kind.MONEY_GIVEN_BACK);

    platform.gateway().transaction().refund(reference);

    assertThat(auditedSince(later, attempt.purchase()))
        .containsExactly(Finding.Kind.MONEY_GIVEN_BACK);
  }

  @Test
  void findsWhatIsLeftOfMoneyThatWentBackInPart() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorization authorization = held(attempt);
    end(attempt.purchase(), new PurchaseOutcome.Lapsed(PurchaseStep.AWAIT_PAYMENT));
    var gateway = platform.gateway().transaction();
    gateway.submitForSettlement(authorization.reference());
    platform.settle(authorization.reference());
    gateway.refund(authorization.reference(), new BigDecimal("20.00"));

    assertThat(audited(attempt.purchase())).containsExactly(Finding.Kind.MONEY_WITHOUT_LICENSE);

    gateway.refund(authorization.reference(), new BigDecimal("37.00"));

    assertThat(audited(attempt.purchase())).isEmpty();
  }

  @Test
  void findsNothingWhereMoneyWasLostAndTheLicenseSuspended() {
    PaymentAttempt attempt = licensed();
    String reference = authorization(attempt).reference();
    platform.settle(reference);
    platform.platform().sign(WebhookKind.DISPUTE_OPENED, reference);
    platform.platform().sign(WebhookKind.DISPUTE_LOST, reference);
    assertThat(audited(attempt.purchase()))
        .containsExactlyInAnyOrder(Finding.Kind.UNHEARD_DISPUTE, Finding.Kind.MONEY_GIVEN_BACK);

    paymentEvents.reread(attempt.purchase(), reference);

    assertThat(audited(attempt.purchase())).isEmpty();
  }

  @Test
  void countsWhatIsOpenAndSaysWhenItLooked() {
    PaymentAttempt attempt = licensed();
    audited(attempt.purchase());
    long before = open(Finding.Kind.OUTCOMES_DIFFER);

    processes.know(attempt.purchase(), WORKFLOW_EXECUTION_STATUS_COMPLETED, "withdrawn");
    audited(attempt.purchase());
    assertThat(open(Finding.Kind.OUTCOMES_DIFFER)).isEqualTo(before + 1);
    assertThat(matters.count().lastAudit())
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));

    processes.know(attempt.purchase(), WORKFLOW_EXECUTION_STATUS_COMPLETED, "licensed");
    audited(attempt.purchase());
    assertThat(open(Finding.Kind.OUTCOMES_DIFFER)).isEqualTo(before);
  }

  private long open(Finding.Kind kind) {
    return matters.count().findings().getOrDefault(kind.label(), 0L);
  }

  @Test
  void findsAPaymentThatNoAttemptHas() {
    PaymentAttempt attempt = licensed();
    forget(attempt);

    assertThat(audited(attempt.purchase())).contains(Finding.Kind.UNKNOWN_PAYMENT);
  }

  /** Who else sells through the same merchant is asked for nothing. */
  @Test
  void passesOverAPaymentUnderAnOrderThatIsNoneOfOurs() {
    String foreign = soldByAnother("shop-" + UUID.randomUUID());

    assertThat(found(Duration.ZERO)).noneMatch(finding -> finding.subject().equals(foreign));
  }

  @Test
  void passesOverAWorkflowThatSomebodyStartedByHand() {
    processes.know("purchase-test", WORKFLOW_EXECUTION_STATUS_COMPLETED, "licensed");
    PaymentAttempt attempt = licensed();
    processes.know(attempt.purchase(), WORKFLOW_EXECUTION_STATUS_COMPLETED, "withdrawn");

    assertThat(audited(attempt.purchase())).containsExactly(Finding.Kind.OUTCOMES_DIFFER);
  }

  @Test
  void findsAPurchaseThatOnlyTemporalKnows() {
    PurchaseId lost = PurchaseId.random();
    processes.know(lost, WORKFLOW_EXECUTION_STATUS_COMPLETED, "licensed");

    assertThat(audited(lost)).containsExactly(Finding.Kind.RECORD_MISSING);
  }

  @Test
  void closesWhatIsNoLongerSo() {
    PaymentAttempt attempt = licensed();
    processes.know(attempt.purchase(), WORKFLOW_EXECUTION_STATUS_COMPLETED, "withdrawn");
    assertThat(audited(attempt.purchase())).containsExactly(Finding.Kind.OUTCOMES_DIFFER);
    assertThat(stillOpen(attempt.purchase())).isEqualTo(1);

    processes.know(attempt.purchase(), WORKFLOW_EXECUTION_STATUS_COMPLETED, "licensed");

    assertThat(audited(attempt.purchase())).isEmpty();
    assertThat(stillOpen(attempt.purchase())).isZero();
  }

  /** The end of the period may lie between a purchase and what is found of it. */
  @Test
  void looksAgainAtAnOlderPurchaseOfWhichSomethingStandsOpen() {
    PurchaseId purchase = fixture.handedIn().purchase();
    subscribedAt(purchase, Instant.now());
    end(purchase, new PurchaseOutcome.Lapsed(PurchaseStep.AWAIT_PAYMENT));
    processes.know(purchase, WORKFLOW_EXECUTION_STATUS_COMPLETED, "withdrawn");
    assertThat(audited(purchase)).containsExactly(Finding.Kind.OUTCOMES_DIFFER);

    subscribedAt(purchase, from().minusSeconds(60));
    assertThat(audited(purchase)).containsExactly(Finding.Kind.OUTCOMES_DIFFER);
    assertThat(stillOpen(purchase)).isEqualTo(1);

    processes.know(purchase, WORKFLOW_EXECUTION_STATUS_COMPLETED, "lapsed");
    assertThat(audited(purchase)).isEmpty();
    assertThat(stillOpen(purchase)).isZero();
  }

  /** With all its payments, of which a search of the period would find none. */
  @Test
  void closesWhatIsNoLongerSoOfTheMoneyOfAnOlderPurchase() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorization authorization = held(attempt);
    end(attempt.purchase(), new PurchaseOutcome.Lapsed(PurchaseStep.AWAIT_PAYMENT));
    assertThat(audited(attempt.purchase())).containsExactly(Finding.Kind.MONEY_WITHOUT_LICENSE);
    subscribedAt(attempt.purchase(), Instant.now().minus(Duration.ofDays(90)));
    Instant later = Instant.now().plusSeconds(5);
    lookedAtLongestAgo(attempt.purchase());
    assertThat(auditedSince(later, attempt.purchase()))
        .containsExactly(Finding.Kind.MONEY_WITHOUT_LICENSE);

    platform.cancel(authorization.reference());
    lookedAtLongestAgo(attempt.purchase());

    assertThat(auditedSince(later, attempt.purchase())).isEmpty();
    assertThat(stillOpen(attempt.purchase())).isZero();
  }

  @Test
  void keepsOpenWhatNoLedgerHasAnyMore() {
    PurchaseId lost = PurchaseId.random();
    processes.know(lost, WORKFLOW_EXECUTION_STATUS_COMPLETED, "licensed");
    assertThat(audited(lost)).containsExactly(Finding.Kind.RECORD_MISSING);
    processes.forget(lost);
    database
        .sql("update audit_findings set since = ? where purchase = ?")
        .params(from().minusSeconds(60).atOffset(ZoneOffset.UTC), lost.toString())
        .update();

    assertThat(audited(lost)).isEmpty();
    assertThat(stillOpen(lost)).isEqualTo(1);
  }

  /** The platform names so many and does not say that there are more. */
  @Test
  void asksAgainForEachHalfOfATimeOfWhichASearchIsFull() {
    PaymentAttempt attempt = licensed();
    platform.cancel(authorization(attempt).reference());
    platform.reset();
    String full = Answers.foundIds(10_000);
    platform.nextAnswers(SEARCH, 200, full);
    platform.nextAnswers(SEARCH, 200, full);

    assertThat(audited(attempt.purchase())).containsExactly(Finding.Kind.MONEY_GIVEN_BACK);
    assertThat(platform.count(SEARCH, "created_at")).isEqualTo(6);
  }

  /** The SDK takes an empty page for the end, and what is missing would seem never paid. */
  @Test
  void believesNoSearchOfWhichAPageIsEmpty() {
    licensed();
    platform.nextAnswers("POST /transactions/advanced_search", 200, Answers.found());

    assertThatThrownBy(() -> found(Duration.ZERO))
        .hasMessageContaining("payments that a search found the platform gave 0");
  }

  @Test
  void closesWhatWasBrokenOffAndGoesOnBeforeItsDeadline() {
    PurchaseId purchase = fixture.handedIn().purchase();
    subscribedAt(purchase, Instant.now());
    processes.know(purchase, WORKFLOW_EXECUTION_STATUS_TERMINATED, null);
    assertThat(audited(purchase)).containsExactly(Finding.Kind.BROKEN_OFF);

    processes.know(purchase, WORKFLOW_EXECUTION_STATUS_RUNNING, null);

    assertThat(audited(purchase)).isEmpty();
    assertThat(stillOpen(purchase)).isZero();
  }

  @Test
  void asksTheServerOfWhatIsOpenWhereTheVisibilityStoreIsBehind() {
    PurchaseId purchase = fixture.handedIn().purchase();
    // Past its deadline, so that it is judged.
    subscribedAt(purchase, Instant.now().minus(Duration.ofMinutes(40)));
    processes.leaveOutOfTheList(purchase);
    assertThat(audited(purchase)).containsExactly(Finding.Kind.WORKFLOW_MISSING);

    processes.know(purchase, WORKFLOW_EXECUTION_STATUS_RUNNING, null);

    assertThat(audited(purchase)).isEmpty();
  }

  @Test
  void judgesNothingThatIsStillBeingWritten() {
    PaymentAttempt attempt = licensed();
    processes.know(attempt.purchase(), WORKFLOW_EXECUTION_STATUS_COMPLETED, "withdrawn");

    assertThat(found(Duration.ofMinutes(5)))
        .noneMatch(finding -> finding.purchase().equals(attempt.purchase().toString()));
  }

  private PaymentAttempt licensed() {
    Subscription subscription = fixture.recorded();
    subscribedAt(subscription.purchase(), Instant.now());
    PaymentAttempt attempt = fixture.openedFor(subscription);
    fixture.handIn(attempt, licensing.payment.Card.ACCEPTED);
    held(attempt);
    licenses.activate(subscription, authorization(attempt));
    payments.capture(attempt, authorization(attempt).reference());
    processes.know(attempt.purchase(), WORKFLOW_EXECUTION_STATUS_COMPLETED, "licensed");
    return attempt;
  }

  private String soldByAnother(String orderId) {
    return platform
        .gateway()
        .transaction()
        .sale(
            new TransactionRequest()
                .orderId(orderId)
                .amount(new BigDecimal("19.00"))
                .paymentMethodNonce("fake-valid-nonce"))
        .getTarget()
        .getId();
  }

  private void subscribedAt(PurchaseId purchase, Instant time) {
    database
        .sql("update purchases set subscribed_at = ?, pay_before = ? where id = ?")
        .params(
            time.atOffset(ZoneOffset.UTC),
            time.plus(Duration.ofMinutes(30)).atOffset(ZoneOffset.UTC),
            purchase.value())
        .update();
  }

  private Authorization held(PaymentAttempt attempt) {
    return ((Authorized) payments.authorize(attempt)).authorization();
  }

  private Authorization authorization(PaymentAttempt attempt) {
    return ((Authorized) payments.lookUp(attempt)).authorization();
  }

  /** Also as no purchase ends: an audit is there for what cannot be. */
  private void end(PurchaseId purchase, PurchaseOutcome outcome) {
    String guard = "alter table purchases %s trigger purchases_follow_their_graph";
    database.sql(guard.formatted("disable")).update();
    purchases.end(purchase, outcome);
    database.sql(guard.formatted("enable")).update();
    processes.know(purchase, WORKFLOW_EXECUTION_STATUS_COMPLETED, outcome.kind().label());
  }

  private List<Finding.Kind> audited(PurchaseId purchase) {
    return auditedSince(from(), purchase);
  }

  private List<Finding.Kind> auditedSince(Instant from, PurchaseId purchase) {
    // What ended just now is judged, by a clock that is a little ahead.
    clock.advance(Duration.ofSeconds(1));
    return found(from, Duration.ZERO).stream()
        .filter(finding -> finding.purchase().equals(purchase.toString()))
        .map(Finding::kind)
        .toList();
  }

  private List<Finding> found(Duration grace) {
    return found(from(), grace);
  }

  private List<Finding> found(Instant from, Duration grace) {
    List<Finding> found = new ArrayList<>();
    audits.compare(from, Instant.now().plusSeconds(60), grace, found::add);
    return found;
  }

  private static Instant from() {
    return Instant.now().minus(Duration.ofHours(1));
  }

  /** Of what other tests left open, an audit looks at some alone. */
  private void lookedAtLongestAgo(PurchaseId purchase) {
    database
        .sql("update audit_findings set seen_at = '2000-01-01' where purchase = ?")
        .param(purchase.toString())
        .update();
  }

  private int stillOpen(PurchaseId purchase) {
    return database
        .sql("select count(*) from audit_findings where purchase = ? and closed_at is null")
        .param(purchase.toString())
        .query(Integer.class)
        .single();
  }

  private void forget(PaymentAttempt attempt) {
    UUID id = attempt.purchase().value();
    database.sql("delete from submitted_payments where purchase_id = ?").param(id).update();
    database.sql("delete from payment_attempts where purchase_id = ?").param(id).update();
  }
}
