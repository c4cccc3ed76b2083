package licensing.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.braintreegateway.TransactionRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import licensing.audit.AuditProcess;
import licensing.audit.AuditReport;
import licensing.audit.AuditReport.Finding;
import licensing.audit.AuditWorkflow;
import licensing.audit.WatchList;
import licensing.payment.braintree.PlatformNotifications;
import licensing.payment.braintree.PlatformNotifications.Receipt;
import licensing.paymentevent.PaymentEvents;
import licensing.platform.webhook.WebhookKind;
import licensing.platform.webhook.Webhooks;
import licensing.purchase.PurchaseWorkflow.PlatformReported;
import licensing.purchase.status.Attention;
import licensing.reading.Timelines;
import licensing.testing.FaultyPlatform;
import licensing.testing.Fixture;
import licensing.testing.LicensedSales;
import licensing.testing.LicensedSales.Sold;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Disputes weeks after the payment, whose reports may be lost: the whole audit on real parts. */
@OnRealParts
class UnheardDisputeTest {

  private static final String SEARCH = "POST /disputes/advanced_search";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final LedgerAudit audits;
  private final PaymentEvents paymentEvents;
  private final PlatformNotifications notifications;
  private final LicensedSales sales;
  private final JdbcClient database;
  private final Fixture fixture;
  private final TestClock clock;

  UnheardDisputeTest(
      LedgerAudit audits,
      PaymentEvents paymentEvents,
      PlatformNotifications notifications,
      LicensedSales sales,
      JdbcClient database,
      Fixture fixture,
      TestClock clock) {
    this.audits = audits;
    this.paymentEvents = paymentEvents;
    this.notifications = notifications;
    this.sales = sales;
    this.database = database;
    this.fixture = fixture;
    this.clock = clock;
  }

  @BeforeEach
  @AfterEach
  void withTheRealTime() {
    platform.reset();
    clock.reset();
  }

  @Test
  void isMadeKnownByTheAuditThoughItsReportNeverCameAndItsPaymentIsWeeksOld() {
    Sold sold = soldWeeksAgo();
    happen(WebhookKind.DISPUTE_OPENED, sold.reference());

    AuditReport report = audit();

    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.PLATFORM_REPORT);
    assertThat(sales.record(sold).attentionReason())
        .startsWith("dispute open: 57.00 USD of payment " + sold.reference());
    assertThat(sales.record(sold).suspendedAt()).isNull();
    assertThat(sales.told(sold)).containsExactly(Timelines.Kind.DISPUTE_OPEN);
    assertThat(report.toReread()).noneMatch(finding -> concerns(finding, sold));
    assertThat(openFindings(sold)).isZero();
  }

  @Test
  void hasOneEffectHoweverOftenTheLedgersAreCompared() {
    Sold sold = soldWeeksAgo();
    happen(WebhookKind.DISPUTE_OPENED, sold.reference());
    audit();
    aPersonIsDone(sold);
    long version = fixture.version(sold.purchase());
    int readings = readings(sold.reference());

    audit();

    assertThat(fixture.version(sold.purchase())).isEqualTo(version);
    assertThat(sales.record(sold).progress().attention()).isNull();
    assertThat(readings(sold.reference())).isEqualTo(readings);
  }

  @Test
  void isReadByNoAuditWhereItsReportCame() {
    Sold sold = soldWeeksAgo();
    Webhooks.Signed opened = happen(WebhookKind.DISPUTE_OPENED, sold.reference());
    report(sold, opened);
    int readings = readings(sold.reference());

    audit();

    assertThat(readings(sold.reference())).isEqualTo(readings);
    assertThat(sales.told(sold)).containsExactly(Timelines.Kind.DISPUTE_OPEN);
  }

  @Test
  void isMadeKnownWhenItIsDecidedWeeksAfterItWasOpened() {
    Sold sold = soldWeeksAgo();
    happen(WebhookKind.DISPUTE_OPENED, sold.reference());
    audit();
    weeksPass();
    happen(WebhookKind.DISPUTE_LOST, sold.reference());

    audit();

    assertThat(sales.record(sold).progress().attention()).isEqualTo(Attention.MONEY_LOST);
    assertThat(sales.record(sold).suspendedAt()).isNotNull();
    assertThat(sales.told(sold)).containsExactly(Timelines.Kind.DISPUTE_LOST);
    assertThat(openFindings(sold)).isZero();
  }

  @Test
  void isPassedOverWhereItsPaymentIsNotOurs() {
    List<String> foreign = List.of(soldByAnother("shop-4711"), soldByAnother(orderOfNobody()));
    weeksPass();
    foreign.forEach(reference -> happen(WebhookKind.DISPUTE_OPENED, reference));

    AuditReport report = audit();

    assertThat(foreign)
        .allSatisfy(
            reference -> {
              assertThat(readings(reference)).isZero();
              assertThat(report.toReread()).noneMatch(each -> each.subject().equals(reference));
            });
  }

  @Test
  void isNotFoundWhileItsReportMayBeOnItsWay() {
    Sold sold = soldWeeksAgo();
    platform.platform().sign(WebhookKind.DISPUTE_OPENED, sold.reference());

    assertThat(comparedWithin(Duration.ofMinutes(2))).noneMatch(each -> concerns(each, sold));
    clock.advance(Duration.ofMinutes(3));
    assertThat(comparedWithin(Duration.ofMinutes(2)))
        .filteredOn(each -> concerns(each, sold))
        .extracting(Finding::kind)
        .asInstanceOf(LIST)
        .containsExactly(Finding.Kind.UNHEARD_DISPUTE);
  }

  /** The platform opens its disputes to some merchants only. */
  @Test
  void isNotFoundWhereOurKeysMayNotSearchButAllElseIsCompared() {
    Sold sold = soldWeeksAgo();
    happen(WebhookKind.DISPUTE_OPENED, sold.reference());
    platform.nextAnswers(SEARCH, 403, "");

    assertThat(comparedWithin(Duration.ZERO)).noneMatch(each -> concerns(each, sold));
  }

  @Test
  void costsTwoRequestsThoughThereAreMoreThanItMayRead() {
    weeksPass();
    platform.nextAnswers(SEARCH, 200, page(200, 100_000));

    comparedWithin(Duration.ZERO);

    assertThat(platform.count(SEARCH, "received_date")).isEqualTo(1);
    assertThat(platform.count(SEARCH, "effective_date")).isEqualTo(1);
  }

  private Sold soldWeeksAgo() {
    Sold sold = sales.licensed();
    platform.settle(sold.reference());
    weeksPass();
    return sold;
  }

  private String soldByAnother(String orderId) {
    String reference =
        platform
            .gateway()
            .transaction()
            .sale(
                new TransactionRequest()
                    .orderId(orderId)
                    .amount(new BigDecimal("19.00"))
                    .paymentMethodNonce("fake-valid-nonce")
                    .options()
                    .submitForSettlement(true)
                    .done())
            .getTarget()
            .getId();
    platform.settle(reference);
    return reference;
  }

  private static String orderOfNobody() {
    return UUID.randomUUID() + "-1";
  }

  private void weeksPass() {
    pass(Duration.ofDays(30));
  }

  private void pass(Duration time) {
    platform.advance(time);
    clock.advance(time);
  }

  /** Long enough ago for its report to have come. */
  private Webhooks.Signed happen(WebhookKind kind, String reference) {
    Webhooks.Signed signed = platform.platform().sign(kind, reference).orElseThrow();
    pass(Duration.ofMinutes(3));
    return signed;
  }

  private void report(Sold sold, Webhooks.Signed signed) {
    Receipt receipt = notifications.receive(signed.signature(), signed.payload());
    String notification = ((Receipt.Stored) receipt).notification();
    paymentEvents.settle(sold.purchase(), new PlatformReported(notification, "dispute_opened"));
  }

  private AuditReport audit() {
    var options = TestEnvironmentOptions.newBuilder().setInitialTime(clock.instant()).build();
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options)) {
      Worker worker = temporal.newWorker(AuditWorkflow.TASK_QUEUE);
      worker.registerWorkflowImplementationTypes(AuditProcess.class);
      worker.registerActivitiesImplementations(audits, paymentEvents, new NothingToWatch());
      temporal.start();
      return temporal
          .getWorkflowClient()
          .newWorkflowStub(
              AuditWorkflow.class,
              WorkflowOptions.newBuilder().setTaskQueue(AuditWorkflow.TASK_QUEUE).build())
          .audit(Duration.ofHours(26), null);
    }
  }

  private List<Finding> comparedWithin(Duration grace) {
    List<Finding> found = new ArrayList<>();
    Instant now = clock.instant();
    audits.compare(now.minus(Duration.ofHours(26)), now, grace, found::add);
    return found;
  }

  /** What other tests left is no matter of these. */
  private static final class NothingToWatch implements WatchList {
    @Override
    public Watch giveBackLate(int atMost) {
      return new Watch(0, 0, 0);
    }
  }

  private void aPersonIsDone(Sold sold) {
    database
        .sql("update purchases set attention = null, attention_reason = null where id = ?")
        .param(sold.purchase().value())
        .update();
  }

  private int openFindings(Sold sold) {
    return database
        .sql("select count(*) from audit_findings where purchase = ? and closed_at is null")
        .param(sold.purchase().toString())
        .query(Integer.class)
        .single();
  }

  private static boolean concerns(Finding finding, Sold sold) {
    return finding.purchase().equals(sold.purchase().toString());
  }

  /** How often the payment was read, for whatever reason. */
  private int readings(String reference) {
    return platform.count("GET /transactions/" + reference, "");
  }

  private static String page(int disputes, int hits) {
    return IntStream.range(0, disputes)
        .mapToObj(each -> "<dispute><id>d%d</id><transaction/></dispute>".formatted(each))
        .collect(
            Collectors.joining(
                "",
                "<disputes><page-size>%d</page-size><total-items>%d</total-items>"
                    .formatted(disputes, hits),
                "</disputes>"));
  }
}
