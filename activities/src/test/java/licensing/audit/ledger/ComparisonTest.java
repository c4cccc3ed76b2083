package licensing.audit.ledger;

import static licensing.audit.AuditReport.Finding.Kind.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import licensing.audit.AuditReport.Finding;
import licensing.audit.ledger.ProcessLedger.ProcessState;
import licensing.audit.ledger.ProcessLedger.ProcessState.Life;
import licensing.audit.ledger.PurchaseLedger.RecordedPurchase;
import licensing.audit.ledger.PurchaseLedger.RecordedPurchase.RecordedPayment;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.paymentevent.GatewayPayment;
import licensing.paymentevent.GatewayPayment.MoneyState;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseOutcome.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final PurchaseId ID = PurchaseId.random();
  private static final Money PRICE = Money.parse("57.00 USD");
  private static final ProcessState RUNNING = process(Life.RUNNING, null);

  @Test
  void findsNothingWhereAllAgree() {
    assertThat(findings(ended(Kind.LICENSED, true, captured("a")), "licensed", taken("a")))
        .isEmpty();
    assertThat(findings(ended(Kind.LAPSED, false), "lapsed")).isEmpty();
    assertThat(findings(ended(Kind.GIVEN_BACK, false, held("a")), "given-back", gone("a")))
        .isEmpty();
    assertThat(findings(ended(Kind.DECLINED, false), "declined", gone("a"))).isEmpty();
    assertThat(findings(open(false, NOON), RUNNING)).isEmpty();
  }

  @Test
  void findsASecondCharge() {
    assertThat(
            findings(ended(Kind.LICENSED, true, captured("a")), "licensed", taken("a"), taken("b")))
        .containsExactly(CHARGED_TWICE);
    assertThat(
            findings(
                ended(Kind.LICENSED, true, captured("a")),
                "licensed",
                taken("a"),
                payment("b", MoneyState.HELD, PRICE)))
        .containsExactly(CHARGED_TWICE);
  }

  @Test
  void findsMoneyWithoutALicense() {
    assertThat(findings(ended(Kind.LAPSED, false), "lapsed", taken("a")))
        .containsExactly(MONEY_WITHOUT_LICENSE);
    assertThat(findings(ended(Kind.LAPSED, false), "lapsed", payment("a", MoneyState.HELD, PRICE)))
        .containsExactly(MONEY_WITHOUT_LICENSE);
  }

  @Test
  void findsALicenseWithoutMoney() {
    assertThat(findings(ended(Kind.LICENSED, true), "licensed"))
        .containsExactly(LICENSE_WITHOUT_MONEY);
    assertThat(findings(ended(Kind.LICENSED, true, captured("a")), "licensed", gone("a")))
        .containsExactly(MONEY_GIVEN_BACK);
    GatewayPayment part =
        new GatewayPayment(
            "a",
            ID.value() + "-1",
            PRICE,
            MoneyState.TAKEN,
            Money.parse("20.00 USD"),
            NOON.minusSeconds(700),
            List.of());
    assertThat(findings(ended(Kind.LICENSED, true, captured("a")), "licensed", part))
        .containsExactly(MONEY_GIVEN_BACK);
    assertThat(findings(ended(Kind.SUSPENDED, false, captured("a")), "suspended", gone("a")))
        .isEmpty();
  }

  @Test
  void findsAnotherAmount() {
    assertThat(
            findings(
                ended(Kind.LICENSED, true, captured("a")),
                "licensed",
                payment("a", MoneyState.TAKEN, Money.parse("58.00 USD"))))
        .containsExactly(WRONG_AMOUNT);
    assertThat(
            findings(
                ended(Kind.LICENSED, true, captured("a")),
                "licensed",
                payment("a", MoneyState.TAKEN, null)))
        .containsExactly(WRONG_AMOUNT);
  }

  @Test
  void findsACaptureThatThePlatformDoesNotHave() {
    assertThat(
            findings(
                ended(Kind.LICENSED, true, captured("a")),
                "licensed",
                payment("a", MoneyState.HELD, PRICE)))
        .containsExactly(CAPTURE_MISSING);
  }

  @Test
  void findsAPaymentThatThePlatformDoesNotList() {
    assertThat(findings(ended(Kind.LICENSED, true, captured("a")), "licensed", taken("b")))
        .containsExactly(PAYMENT_MISSING);
  }

  @Test
  void doesNotMissWhatItDidNotAskFor() {
    RecordedPurchase early =
        ended(Kind.LICENSED, true, attempt("a", true, NOON.minus(Duration.ofDays(2))));

    assertThat(findings(early, "licensed")).isEmpty();
  }

  @Test
  void findsNoMoneyGivenBackWhereAPersonDecidedThatTheLicenseStays() {
    RecordedPurchase kept =
        new RecordedPurchase(
            ID,
            NOON,
            Kind.LICENSED,
            NOON.minusSeconds(600),
            false,
            true,
            true,
            List.of(captured("a")));

    assertThat(findings(kept, "licensed", payment("a", MoneyState.NOT_OURS, PRICE))).isEmpty();
  }

  @Test
  void findsOpenPurchasesThatNobodyDrives() {
    assertThat(kinds(new Comparison(open(false, NOON), List.of(), null, from(), NOON)))
        .containsExactly(WORKFLOW_MISSING);
    assertThat(findings(open(false, NOON), process(Life.COMPLETED, "lapsed")))
        .containsExactly(END_NOT_RECORDED);
  }

  @Test
  void findsEndedPurchasesWhoseWorkflowDidNotEnd() {
    RecordedPurchase lapsed = ended(Kind.LAPSED, false);
    ProcessState broken = process(Life.BROKEN_OFF, null);
    Instant later = lapsed.restsSince().plus(Duration.ofHours(1));

    assertThat(kinds(new Comparison(lapsed, List.of(), broken, from(), later)))
        .containsExactly(BROKEN_OFF);
    assertThat(kinds(new Comparison(lapsed, List.of(), RUNNING, from(), later))).isEmpty();
    assertThat(kinds(new Comparison(lapsed, List.of(), RUNNING, from(), later.plusSeconds(1))))
        .containsExactly(OVERDUE);
  }

  @Test
  void findsOpenPurchasesThatWereBrokenOffAndSaysWhatThePlatformHasOfThem() {
    ProcessState broken = process(Life.BROKEN_OFF, null);

    assertThat(findings(open(false, NOON), broken)).containsExactly(BROKEN_OFF);
    assertThat(
            new Comparison(open(false, NOON), List.of(taken("a")), broken, from(), NOON).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.disagreement()).contains("money: a");
              assertThat(finding.since()).isEqualTo(NOON.minusSeconds(5));
            });
  }

  @Test
  void findsOpenPurchasesThatShouldHaveEndedUnlessAPersonWasAsked() {
    Instant longAgo = NOON.minus(Duration.ofHours(2));

    assertThat(findings(open(false, longAgo), RUNNING)).containsExactly(OVERDUE);
    assertThat(findings(open(true, longAgo), RUNNING)).isEmpty();
  }

  @Test
  void findsOutcomesThatDiffer() {
    assertThat(findings(ended(Kind.LAPSED, false), "withdrawn")).containsExactly(OUTCOMES_DIFFER);
  }

  private static List<Finding.Kind> findings(
      RecordedPurchase record, String outcome, GatewayPayment... payments) {
    return findings(record, process(Life.COMPLETED, outcome), payments);
  }

  private static List<Finding.Kind> findings(
      RecordedPurchase record, ProcessState process, GatewayPayment... payments) {
    return kinds(new Comparison(record, List.of(payments), process, from(), NOON));
  }

  private static List<Finding.Kind> kinds(Comparison comparison) {
    return comparison.findings().stream().map(Finding::kind).toList();
  }

  private static Instant from() {
    return NOON.minus(Duration.ofDays(1));
  }

  private static RecordedPurchase ended(
      Kind outcome, boolean license, RecordedPayment... payments) {
    return new RecordedPurchase(
        ID, NOON, outcome, NOON.minusSeconds(600), false, license, false, List.of(payments));
  }

  private static RecordedPurchase open(boolean attention, Instant payBefore) {
    return new RecordedPurchase(ID, payBefore, null, null, attention, false, false, List.of());
  }

  private static RecordedPayment captured(String reference) {
    return attempt(reference, true, NOON.minusSeconds(700));
  }

  private static RecordedPayment held(String reference) {
    return attempt(reference, false, NOON.minusSeconds(700));
  }

  private static RecordedPayment attempt(String reference, boolean captured, Instant at) {
    return new RecordedPayment(new PaymentAttempt(ID, 1, PRICE), reference, at, captured);
  }

  private static GatewayPayment taken(String reference) {
    return payment(reference, MoneyState.TAKEN, PRICE);
  }

  private static GatewayPayment gone(String reference) {
    return payment(reference, MoneyState.NOT_OURS, PRICE);
  }

  private static GatewayPayment payment(
      String reference, MoneyState state, @Nullable Money amount) {
    return new GatewayPayment(
        reference, ID.value() + "-1", amount, state, null, NOON.minusSeconds(700), List.of());
  }

  private static ProcessState process(Life life, @Nullable String outcome) {
    return new ProcessState(ID, life, outcome, life == Life.RUNNING ? null : NOON.minusSeconds(5));
  }
}
