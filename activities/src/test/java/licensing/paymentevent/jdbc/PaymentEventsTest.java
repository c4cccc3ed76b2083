package licensing.paymentevent.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.braintreegateway.BraintreeGateway;
import com.braintreegateway.TransactionRefundRequest;
import com.braintreegateway.TransactionRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import licensing.document.Document;
import licensing.license.License;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.Authorization;
import licensing.payment.Payments.AuthorizationResult.Authorized;
import licensing.payment.Payments.ReleaseResult;
import licensing.payment.braintree.PlatformNotifications;
import licensing.payment.braintree.PlatformNotifications.Receipt;
import licensing.paymentevent.GatewayPayment;
import licensing.paymentevent.GatewayPayment.MoneyState;
import licensing.paymentevent.GatewayPayment.PaymentEvent;
import licensing.paymentevent.PaymentEvents;
import licensing.paymentevent.PaymentEvents.ReportResult;
import licensing.paymentevent.jdbc.PaymentEventRows.Report;
import licensing.platform.webhook.WebhookKind;
import licensing.platform.webhook.Webhooks;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.Purchases;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome.GivenBack;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseOutcome.Licensed;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.Timelines;
import licensing.reading.Timelines.Kind;
import licensing.testing.Answers;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.LicensedSales;
import licensing.testing.LicensedSales.Sold;
import licensing.testing.OnRealParts;
import licensing.testing.Race;
import licensing.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the platform reports long after a purchase has ended, from the webhook to the records. */
@OnRealParts
class PaymentEventsTest {

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final BraintreeGateway gateway = platform.gateway();
  private final PlatformNotifications notifications;
  private final PaymentEvents paymentEvents;
  private final JdbcPaymentEvents written;
  private final Purchases purchases;
  private final Payments payments;
  private final Timelines timelines;
  private final LicensedSales sales;
  private final JdbcClient database;
  private final Fixture fixture;
  private final TestClock clock;

  PaymentEventsTest(
      PlatformNotifications notifications,
      PaymentEvents paymentEvents,
      JdbcPaymentEvents written,
      Purchases purchases,
      Payments payments,
      Timelines timelines,
      LicensedSales sales,
      JdbcClient database,
      Fixture fixture,
      TestClock clock) {
    this.notifications = notifications;
    this.paymentEvents = paymentEvents;
    this.written = written;
    this.purchases = purchases;
    this.payments = payments;
    this.timelines = timelines;
    this.sales = sales;
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
  void asksForAPersonWhenADisputeIsOpenAndLeavesTheLicenseAsItIs() {
    Sold sold = sales.licensed();

    ReportResult result = settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));

    assertThat(result.words()).isEqualTo("applied: dispute open, 57.00 USD");
    assertThat(result.attention()).isEqualTo(Attention.PLATFORM_REPORT);
    PurchaseRecord record = sales.record(sold);
    assertThat(record.progress().attention()).isEqualTo(Attention.PLATFORM_REPORT);
    assertThat(record.attentionReason())
        .startsWith("dispute open: 57.00 USD of payment " + sold.reference());
    assertThat(record.suspendedAt()).isNull();
    assertThat(sales.told(sold)).containsExactly(Kind.DISPUTE_OPEN);
    assertThat(
            database
                .sql("select type from outbox where purchase_id = ? order by id desc limit 1")
                .param(sold.purchase().value())
                .query(String.class)
                .single())
        .isEqualTo("payment.disputed");
  }

  @Test
  void suspendsTheLicenseWhenADisputeIsLost() {
    Sold sold = sales.licensed();
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));

    settled(sold, happen(WebhookKind.DISPUTE_LOST, sold.reference()));

    PurchaseRecord record = sales.record(sold);
    assertThat(record.progress().attention()).isEqualTo(Attention.MONEY_LOST);
    assertThat(record.suspendedAt()).isNotNull();
    assertThat(record.license()).isNotNull();
    assertThat(sales.told(sold)).containsExactly(Kind.DISPUTE_LOST);
  }

  @Test
  void suspendsItThoughTheReportsWereLostOnceThePaymentIsReadAgain() {
    Sold sold = sales.licensed();
    happen(WebhookKind.DISPUTE_OPENED, sold.reference());
    happen(WebhookKind.DISPUTE_LOST, sold.reference());

    ReportResult first = paymentEvents.reread(sold.purchase(), sold.reference());
    ReportResult again = paymentEvents.reread(sold.purchase(), sold.reference());

    assertThat(first)
        .isEqualTo(new ReportResult("applied: dispute lost, 57.00 USD", Attention.MONEY_LOST));
    assertThat(again).isEqualTo(new ReportResult("ignored: nothing new", Attention.MONEY_LOST));
    assertThat(sales.record(sold).suspendedAt()).isNotNull();
  }

  @Test
  void suspendsTheLicenseWhenTheMoneyWasNeverPaidOut() {
    Sold sold = sales.licensed();

    settled(sold, happen(WebhookKind.TRANSACTION_SETTLEMENT_DECLINED, sold.reference()));

    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.MONEY_LOST);
    assertThat(sales.record(sold).suspendedAt()).isNotNull();
    assertThat(sales.told(sold)).containsExactly(Kind.SETTLEMENT_DECLINED);
  }

  @Test
  void nobodyNeedsToLookAnyMoreWhenADisputeIsWon() {
    Sold sold = sales.licensed();
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));

    settled(sold, happen(WebhookKind.DISPUTE_WON, sold.reference()));

    assertThat(sales.record(sold).progress().attention()).isNull();
    assertThat(sales.record(sold).suspendedAt()).isNull();
    assertThat(sales.told(sold)).containsExactly(Kind.DISPUTE_WON);
  }

  @Test
  void reinstatesTheLicenseWhenADisputeIsWonAfterItCountedAsLost() {
    Sold sold = sales.licensed();
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    settled(sold, happen(WebhookKind.DISPUTE_LOST, sold.reference()));
    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.MONEY_LOST);

    settled(sold, happen(WebhookKind.DISPUTE_WON, sold.reference()));

    assertThat(sales.record(sold).suspendedAt()).isNull();
    assertThat(sales.record(sold).progress().attention()).isNull();
    assertThat(sales.told(sold)).containsExactly(Kind.DISPUTE_WON, Kind.LICENSE_REINSTATED);
  }

  @Test
  void worksAgainByDecisionWhateverIsReadOfWhatWasLostBefore() {
    Sold sold = lost();
    purchases.end(sold.purchase(), new Licensed(new License.Key("-"), Instant.EPOCH, "-"));

    assertThat(reinstated(sold, fixture.version(sold.purchase()))).isNull();

    assertThat(sales.record(sold).suspendedAt()).isNull();
    assertThat(sales.record(sold).reinstatedAt()).isNotNull();
    assertThat(sales.record(sold).progress().attention()).isNull();
    assertThat(sales.record(sold).summary().status()).isEqualTo(PurchaseStatus.LICENSED);
    assertThat(sales.told(sold)).containsExactly(Kind.DISPUTE_LOST, Kind.LICENSE_REINSTATED);
    assertThat(lastDocument(sold)).contains("\"reinstatedAt\":\"2", "reinstate the license");

    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    assertThat(sales.record(sold).suspendedAt()).isNull();
    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.PLATFORM_REPORT);
  }

  @Test
  void isSuspendedAgainForWhatIsLostLater() {
    Sold sold = lost();
    assertThat(reinstated(sold, fixture.version(sold.purchase()))).isNull();

    settled(sold, happen(WebhookKind.TRANSACTION_SETTLEMENT_DECLINED, sold.reference()));

    assertThat(sales.record(sold).suspendedAt()).isNotNull();
    assertThat(sales.told(sold)).doesNotContain(Kind.LICENSE_REINSTATED);
  }

  @Test
  void worksAgainOnceHoweverManyDecideIt() {
    Sold sold = lost();
    long seen = fixture.version(sold.purchase());

    List<Optional<Refusal>> answers =
        Race.between(
            () -> Optional.ofNullable(reinstated(sold, seen)),
            () -> Optional.ofNullable(reinstated(sold, seen)));

    assertThat(answers).containsOnly(Optional.empty());
    assertThat(fixture.version(sold.purchase())).isEqualTo(seen + 1);
    assertThat(reinstated(sold, seen + 1)).isEqualTo(Refusal.NOT_SUSPENDED);
    assertThat(reinstated(sales.licensed(), 1)).isEqualTo(Refusal.NOT_SUSPENDED);
  }

  @Test
  void asksForAPersonWhenMoneyOfALicenseWasGivenBackByHand() {
    Sold sold = licensedAndEnded();
    refund(sold, "20.00");

    ReportResult result = paymentEvents.reread(sold.purchase(), sold.reference());
    ReportResult again = paymentEvents.reread(sold.purchase(), sold.reference());

    assertThat(result)
        .isEqualTo(
            new ReportResult("applied: money given back, 20.00 USD", Attention.PLATFORM_REPORT));
    assertThat(again.words()).isEqualTo("ignored: nothing new");
    assertThat(sales.record(sold).suspendedAt()).isNull();
    assertThat(sales.record(sold).attentionReason())
        .endsWith("; the license stays as it is until a person decides");
    assertThat(sales.told(sold)).containsExactly(Kind.MONEY_GIVEN_BACK);

    refund(sold, "37.00");
    paymentEvents.reread(sold.purchase(), sold.reference());
    assertThat(sales.record(sold).sentBack()).isEqualTo(Money.parse("57.00 USD"));
  }

  /** By whomever it was sent back: by hand at the platform, or by us. */
  @Test
  void debitsWhatWasCreditedForARefundThatFailed() {
    Sold sold = licensedAndEnded();
    refund(sold, "20.00");
    paymentEvents.reread(sold.purchase(), sold.reference());
    settled(sold, happen(WebhookKind.REFUND_FAILED, refundsOf(sold).getFirst()));
    assertThat(papers(sold))
        .containsExactly("RECEIPT 57.00 USD", "CREDIT_NOTE 20.00 USD", "DEBIT_NOTE 20.00 USD");
    refund(sold, "57.00");
    paymentEvents.reread(sold.purchase(), sold.reference());
    assertThat(papers(sold)).last().isEqualTo("CREDIT_NOTE 57.00 USD");

    Sold ours = licensedAndEnded();
    payments.release(ours.attempt(), ours.authorization().reference());
    settled(ours, happen(WebhookKind.REFUND_FAILED, refundsOf(ours).getFirst()));
    paymentEvents.reread(ours.purchase(), ours.reference());
    assertThat(papers(ours))
        .containsExactly("RECEIPT 57.00 USD", "CREDIT_NOTE 57.00 USD", "DEBIT_NOTE 57.00 USD");
    refund(ours, "57.00");
    paymentEvents.reread(ours.purchase(), ours.reference());
    assertThat(papers(ours)).hasSize(4).last().isEqualTo("CREDIT_NOTE 57.00 USD");
  }

  private List<String> papers(Sold sold) {
    return database
        .sql("select content from documents where purchase_id = ? order by number")
        .param(sold.purchase().value())
        .query((row, index) -> Document.read(row.getString(1)))
        .list()
        .stream()
        .map(paper -> paper.kind() + " " + paper.total())
        .toList();
  }

  @Test
  void suspendsByDecisionALicenseWhoseMoneyWentBack() {
    Sold sold = licensedAndEnded();
    assertThat(decided(sold, SupportCommand.Suspend::new)).isEqualTo(Refusal.NOTHING_TO_SUSPEND);
    givenBackByHand(sold);

    assertThat(decided(sold, SupportCommand.Suspend::new)).isNull();

    assertThat(sales.record(sold).suspendedAt()).isNotNull();
    assertThat(sales.record(sold).progress().attention()).isNull();
    assertThat(openFindings(sold)).isZero();
    assertThat(decided(sold, SupportCommand.Suspend::new)).isEqualTo(Refusal.NOTHING_TO_SUSPEND);
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    settled(sold, happen(WebhookKind.DISPUTE_WON, sold.reference()));
    assertThat(sales.record(sold).suspendedAt()).as("the money is not with us").isNotNull();
    assertThat(decided(sold, SupportCommand.Reinstate::new)).isNull();
    assertThat(sales.record(sold).suspendedAt()).isNull();
  }

  @Test
  void leavesALicenseAsItIsWhereThatIsDecided() {
    Sold sold = licensedAndEnded();
    givenBackByHand(sold);

    assertThat(decided(sold, SupportCommand.MarkAsSettled::new)).isNull();

    assertThat(openFindings(sold)).isZero();
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    settled(sold, happen(WebhookKind.DISPUTE_WON, sold.reference()));
    assertThat(sales.record(sold).progress().attention()).isNull();
    assertThat(sales.record(sold).suspendedAt()).isNull();
  }

  private Sold licensedAndEnded() {
    Sold sold = sales.licensed();
    platform.settle(sold.reference());
    return sold;
  }

  /** All of it, and an audit found it. */
  private void givenBackByHand(Sold sold) {
    refund(sold, "57.00");
    paymentEvents.reread(sold.purchase(), sold.reference());
    database
        .sql(
            """
            insert into audit_findings
              (kind, purchase, subject, disagreement, since, remedy, found_at, seen_at)
            values ('money-given-back', ?, ?, '-', now(), '-', now(), now())
            """)
        .params(sold.purchase().toString(), sold.reference())
        .update();
  }

  private int openFindings(Sold sold) {
    return database
        .sql("select count(*) from audit_findings where purchase = ? and closed_at is null")
        .param(sold.purchase().toString())
        .query(Integer.class)
        .single();
  }

  private @Nullable Refusal decided(Sold sold, Function<SupportRequest, SupportCommand> decision) {
    long version = fixture.version(sold.purchase());
    Rejection rejection =
        purchases.recordSupport(
            sold.purchase(), decision.apply(Fixtures.asked("ann", "decided", version)));
    return rejection == null ? null : rejection.refusal();
  }

  private Sold lost() {
    Sold sold = sales.licensed();
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    settled(sold, happen(WebhookKind.DISPUTE_LOST, sold.reference()));
    return sold;
  }

  private @Nullable Refusal reinstated(Sold sold, long versionSeen) {
    Rejection rejection =
        purchases.recordSupport(
            sold.purchase(),
            new SupportCommand.Reinstate(Fixtures.asked("ann", "they paid", versionSeen)));
    return rejection == null ? null : rejection.refusal();
  }

  private String lastDocument(Sold sold) {
    return database
        .sql("select document from evidence where purchase_id = ? order by edition desc limit 1")
        .param(sold.purchase().value())
        .query(String.class)
        .single();
  }

  /** All say the same, since the platform is read each time. */
  @Test
  void hasOneEffectOfReportsThatAreReorderedAndDoubled() {
    Sold sold = sales.licensed();
    Webhooks.Signed opened = happen(WebhookKind.DISPUTE_OPENED, sold.reference());
    Webhooks.Signed lost = happen(WebhookKind.DISPUTE_LOST, sold.reference());

    assertThat(settled(sold, lost).words()).startsWith("applied: dispute lost");
    Instant suspended = sales.record(sold).suspendedAt();
    assertThat(settled(sold, opened).words()).isEqualTo("ignored: nothing new");
    assertThat(receive(lost)).isInstanceOf(Receipt.Repeated.class);

    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.MONEY_LOST);
    assertThat(sales.record(sold).suspendedAt()).isEqualTo(suspended);
    assertThat(sales.told(sold)).containsExactly(Kind.DISPUTE_LOST);
  }

  /** Of a worker that slept between reading and writing. */
  @Test
  void letsNoEarlierReadingDisplaceALaterOne() {
    Sold sold = sales.licensed();
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    settled(sold, happen(WebhookKind.DISPUTE_LOST, sold.reference()));
    String dispute = gateway.transaction().find(sold.reference()).getDisputes().getFirst().getId();
    Instant earlier = Instant.now().minus(Duration.ofHours(1));
    var open = event(sold, dispute, PaymentEvent.Kind.DISPUTE_OPEN, null, earlier);
    var report = new Report(UUID.randomUUID(), "dispute_opened", dispute, "", earlier);

    assertThat(written.take(sold.purchase(), report, read(sold, open), false).words())
        .isEqualTo("ignored: nothing new");
    assertThat(sales.told(sold)).containsExactly(Kind.DISPUTE_LOST);
  }

  @Test
  void tellsTheAmountThatTheDisputeWasDecidedOver() {
    Sold sold = sales.licensed();
    take(sold, PaymentEvent.Kind.DISPUTE_OPEN, "57.00 USD");

    take(sold, PaymentEvent.Kind.DISPUTE_LOST, "20.00 USD");

    assertThat(timelines.latePayments(sold.purchase()))
        .extracting(Timelines.Event::amount)
        .containsExactly(Money.parse("20.00 USD"));
  }

  @Test
  void readsWhatIsTrueNowWhenAReportIsAMonthOld() {
    Sold sold = sales.licensed();
    Webhooks.Signed opened = happen(WebhookKind.DISPUTE_OPENED, sold.reference());
    happen(WebhookKind.DISPUTE_WON, sold.reference());
    clock.advance(Duration.ofDays(30));

    assertThat(settled(sold, opened).words()).startsWith("applied: dispute won");
    assertThat(sales.record(sold).progress().attention()).isNull();
  }

  @Test
  void waitsForTheCauseOfAReportThatCameBeforeIt() {
    Sold sold = sales.licensed();
    String notification = stored(happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    nothingIsShownOf(sold);

    assertThatThrownBy(() -> settle(sold, notification, "dispute_opened"))
        .hasMessage("the platform does not show yet what it reported");
    assertThat(sales.record(sold).progress().attention()).isNull();

    assertThat(settle(sold, notification, "dispute_opened").words()).startsWith("applied");
  }

  @Test
  void ignoresWhatThePlatformNeverShows() {
    Sold sold = sales.licensed();
    String notification = stored(happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    nothingIsShownOf(sold);
    clock.advance(Duration.ofHours(2));

    assertThat(settle(sold, notification, "dispute_opened").words())
        .isEqualTo("ignored: the platform does not say so");
    assertThat(sales.record(sold).progress().attention()).isNull();
    assertThat(decision(notification)).isEqualTo("ignored: the platform does not say so");
  }

  @Test
  void failsWhileThePlatformIsAwaySoThatItIsAskedAgain() {
    Sold sold = sales.licensed();
    String notification = stored(happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    platform.nextAnswers("GET /transactions/" + sold.reference(), 503, "");

    assertThatThrownBy(() -> settle(sold, notification, "dispute_opened"))
        .hasMessage("the platform gave no answer: ServiceUnavailableException");
    assertThat(settle(sold, notification, "dispute_opened").words()).startsWith("applied");
    assertThat(settle(sold, notification, "dispute_opened").words())
        .isEqualTo("ignored: settled before");
  }

  @Test
  void ignoresAKindThatNothingFollowsFromWithoutAskingThePlatform() {
    Sold sold = sales.licensed();
    String notification = stored(happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    database
        .sql("update platform_notifications set kind = 'transaction_reviewed' where id::text = ?")
        .param(notification)
        .update();
    platform.reset();

    assertThat(settle(sold, notification, "transaction_reviewed").words())
        .isEqualTo("ignored: nothing follows from such a report");
    assertThat(platform.count("GET /transactions/" + sold.reference(), "")).isZero();
  }

  @Test
  void keepsAndAnnouncesAReportThatNothingFollowsFrom() {
    Sold sold = givenBackByRefund();
    Webhooks.Signed settled = happen(WebhookKind.TRANSACTION_SETTLED, sold.reference());
    long version = fixture.version(sold.purchase());
    int editions = editions(sold);

    assertThat(settled(sold, settled).words()).isEqualTo("ignored: nothing new");

    assertThat(fixture.version(sold.purchase())).isEqualTo(version + 1);
    assertThat(editions(sold)).isEqualTo(editions + 1);
  }

  @Test
  void askedForAPersonOnceAndNotAgainWhenThatPersonIsDone() {
    Sold sold = sales.licensed();
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    database
        .sql("update purchases set attention = null, attention_reason = null where id = ?")
        .param(uuid(sold.purchase()))
        .update();
    String again = stored(happen(WebhookKind.TRANSACTION_SETTLED, sold.reference()));

    assertThat(settle(sold, again, "transaction_settled").words())
        .isEqualTo("ignored: nothing new");
    assertThat(sales.record(sold).progress().attention()).isNull();
  }

  @Test
  void staysSaidWhateverComesRightInTheProcess() {
    Sold sold = sales.licensed();
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));

    purchases.noteAttention(
        sold.purchase(), System.nanoTime(), Attention.RELEASE_FAILING, "the platform is away");
    purchases.noteAttention(sold.purchase(), System.nanoTime(), null, "it came right");

    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.PLATFORM_REPORT);
  }

  @Test
  void leavesTheProcessItsOwnTrouble() {
    Sold sold = sales.licensed();
    purchases.noteAttention(
        sold.purchase(), System.nanoTime(), Attention.RELEASE_FAILING, "the platform is away");

    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.PLATFORM_REPORT);
    settled(sold, happen(WebhookKind.DISPUTE_WON, sold.reference()));

    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.RELEASE_FAILING);
    assertThat(sales.record(sold).attentionReason()).isEqualTo("the platform is away");
  }

  @Test
  void asksForAPersonWhenARefundFailedUntilItIsMadeGood() {
    Sold sold = givenBackByRefund();
    String failed = refundsOf(sold).getFirst();

    settled(sold, happen(WebhookKind.REFUND_FAILED, failed));
    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.PLATFORM_REPORT);
    assertThat(sales.told(sold)).containsExactly(Kind.REFUND_FAILED);

    assertThat(gateway.transaction().refund(sold.reference()).isSuccess()).isTrue();
    settled(sold, happen(WebhookKind.DISPUTE_OPENED, sold.reference()));
    settled(sold, happen(WebhookKind.DISPUTE_WON, sold.reference()));
    assertThat(sales.record(sold).progress().attention()).isNull();
    assertThat(sales.told(sold)).containsExactlyInAnyOrder(Kind.REFUND_MADE_GOOD, Kind.DISPUTE_WON);
  }

  @Test
  void givesBackMoneyUnderAnOrderOfOursThatNoLicenseIsFor() {
    PaymentAttempt attempt = fixture.opened();
    purchases.end(attempt.purchase(), new Lapsed(PurchaseStep.AWAIT_PAYMENT));
    String late = soldPastUs(attempt);
    platform.settle(late);
    Webhooks.Signed settled = happen(WebhookKind.TRANSACTION_SETTLED, late);
    Sold surplus = new Sold(attempt, late);

    assertThat(settled(surplus, settled).words())
        .isEqualTo("applied: given back, since no license is for it");

    assertThat(fixture.surplusGivenBack(attempt)).isEqualTo(1);
    assertThat(sales.told(surplus)).containsExactly(Kind.SURPLUS_REFUNDED);
  }

  @Test
  void leavesThePaymentOfAnUndecidedAttemptToItsLookUp() {
    PaymentAttempt attempt = fixture.handedIn();
    platform.nextAnswers("POST /transactions", 503, "");
    payments.authorize(attempt);
    String arrived = soldPastUs(attempt);
    platform.settle(arrived);

    settled(new Sold(attempt, arrived), happen(WebhookKind.TRANSACTION_SETTLED, arrived));

    assertThat(payments.lookUp(attempt)).isInstanceOf(Authorized.class);
    assertThat(fixture.surplusGivenBack(attempt)).isZero();
  }

  @Test
  void givesBackNothingThatABankAsksForAsWell() {
    PaymentAttempt attempt = fixture.opened();
    purchases.end(attempt.purchase(), new Lapsed(PurchaseStep.AWAIT_PAYMENT));
    String late = soldPastUs(attempt);
    platform.settle(late);
    Sold surplus = new Sold(attempt, late);

    settled(surplus, happen(WebhookKind.DISPUTE_OPENED, late));

    assertThat(sales.record(surplus).progress().attention()).isEqualTo(Attention.PLATFORM_REPORT);
    assertThat(gateway.transaction().find(late).getRefundIds()).isEmpty();
  }

  @Test
  void refundsWhatIsLeftWhenAPartWasRefundedByHand() {
    Sold sold = captured();
    platform.settle(sold.reference());
    refund(sold, "20.00");

    assertThat(payments.release(sold.attempt(), sold.authorization().reference()))
        .isEqualTo(ReleaseResult.REFUNDED);
    assertThat(refundsOf(sold).stream().map(id -> gateway.transaction().find(id).getAmount()))
        .containsExactlyInAnyOrder(new BigDecimal("20.00"), new BigDecimal("37.00"));
  }

  @Test
  void doesNotCountARefundThatFailed() {
    Sold sold = captured();
    platform.settle(sold.reference());
    refund(sold, "57.00");
    happen(WebhookKind.REFUND_FAILED, refundsOf(sold).getFirst());

    assertThat(payments.release(sold.attempt(), sold.authorization().reference()))
        .isEqualTo(ReleaseResult.REFUNDED);
    assertThat(refundsOf(sold)).hasSize(2);
  }

  @Test
  void refundsNothingBesideADispute() {
    Sold sold = captured();
    platform.settle(sold.reference());
    happen(WebhookKind.DISPUTE_OPENED, sold.reference());

    assertThatThrownBy(() -> payments.release(sold.attempt(), sold.authorization().reference()))
        .hasMessageContaining("is disputed");
    happen(WebhookKind.DISPUTE_LOST, sold.reference());
    assertThat(payments.release(sold.attempt(), sold.authorization().reference()))
        .isEqualTo(ReleaseResult.REFUNDED);
    assertThat(refundsOf(sold)).isEmpty();
  }

  private Sold captured() {
    PaymentAttempt attempt = fixture.handedIn();
    Authorization authorization = ((Authorized) payments.authorize(attempt)).authorization();
    gateway.transaction().submitForSettlement(authorization.reference());
    return new Sold(attempt, authorization.reference());
  }

  private Sold givenBackByRefund() {
    Sold sold = captured();
    platform.settle(sold.reference());
    payments.release(sold.attempt(), sold.authorization().reference());
    purchases.end(sold.purchase(), new GivenBack("closed", ReleaseResult.REFUNDED));
    return sold;
  }

  /** As a request that was believed lost arrives, and is even taken. */
  private String soldPastUs(PaymentAttempt attempt) {
    return gateway
        .transaction()
        .sale(
            new TransactionRequest()
                .orderId(attempt.orderId())
                .amount(attempt.amount().amount())
                .paymentMethodNonce("fake-valid-mastercard-nonce")
                .options()
                .submitForSettlement(true)
                .done())
        .getTarget()
        .getId();
  }

  private void refund(Sold sold, String amount) {
    var request = new TransactionRefundRequest().amount(new BigDecimal(amount));
    assertThat(gateway.transaction().refund(sold.reference(), request).isSuccess()).isTrue();
  }

  private List<String> refundsOf(Sold sold) {
    return gateway.transaction().find(sold.reference()).getRefundIds();
  }

  private Webhooks.Signed happen(WebhookKind kind, String transaction) {
    return platform.platform().sign(kind, transaction).orElseThrow();
  }

  private void nothingIsShownOf(Sold sold) {
    platform.nextAnswers(
        "GET /transactions/" + sold.reference(),
        200,
        Answers.transaction(sold.reference(), sold.attempt(), "settled"));
  }

  private Receipt receive(Webhooks.Signed signed) {
    return notifications.receive(signed.signature(), signed.payload());
  }

  private String stored(Webhooks.Signed signed) {
    return ((Receipt.Stored) receive(signed)).notification();
  }

  private ReportResult settled(Sold sold, Webhooks.Signed signed) {
    return settle(sold, stored(signed), "as it was reported");
  }

  private ReportResult settle(Sold sold, String notification, String kind) {
    return paymentEvents.settle(sold.purchase(), new PlatformReported(notification, kind));
  }

  private void take(Sold sold, PaymentEvent.Kind kind, String amount) {
    PaymentEvent event = event(sold, "dispute", kind, Money.parse(amount), Instant.now());
    written.take(sold.purchase(), read(sold, event), false);
  }

  private static PaymentEvent event(
      Sold sold, String subject, PaymentEvent.Kind kind, @Nullable Money amount, Instant at) {
    return new PaymentEvent(sold.reference(), sold.attempt().orderId(), subject, kind, amount, at);
  }

  private static GatewayPayment read(Sold sold, PaymentEvent event) {
    return new GatewayPayment(
        sold.reference(),
        sold.attempt().orderId(),
        null,
        MoneyState.TAKEN,
        null,
        Instant.EPOCH,
        List.of(event));
  }

  private int editions(Sold sold) {
    return database
        .sql("select count(*) from evidence where purchase_id = ?")
        .param(uuid(sold.purchase()))
        .query(Integer.class)
        .single();
  }

  private String decision(String notification) {
    return database
        .sql("select decided_how from platform_notifications where id::text = ?")
        .param(notification)
        .query(String.class)
        .single();
  }

  private static UUID uuid(PurchaseId purchase) {
    return purchase.value();
  }
}
