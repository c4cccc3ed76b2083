package licensing.audit.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import licensing.audit.AuditReport;
import licensing.audit.AuditReport.Finding;
import licensing.audit.Audits;
import licensing.audit.ledger.ProcessLedger.ProcessState;
import licensing.audit.ledger.PurchaseLedger.RecordedPurchase;
import licensing.payment.PaymentAttempt;
import licensing.payment.braintree.BraintreeLedger;
import licensing.paymentevent.GatewayPayment;
import licensing.paymentevent.GatewayPayment.PaymentEvent;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads the three ledgers, the one that lags behind last, and compares them purchase by purchase.
 */
@Component("audits")
public final class LedgerAudit implements Audits {

  private final PurchaseLedger purchases;
  private final BraintreeLedger platform;
  private final ProcessLedger processes;
  private final FindingRows findings;
  private final Clock clock;

  LedgerAudit(
      JdbcClient database,
      TransactionOperations transaction,
      BraintreeLedger platform,
      ProcessLedger processes,
      Clock clock) {
    this.purchases = new PurchaseLedger(database);
    this.platform = platform;
    this.processes = processes;
    this.findings = new FindingRows(database, transaction);
    this.clock = clock;
  }

  @Override
  public AuditReport compare(Instant from, Instant to, Duration grace) {
    return compare(from, to, grace, finding -> {});
  }

  /**
   * As {@link #compare(Instant, Instant, Duration)}.
   *
   * @param found is told everything that stands open by now: the report only counts it
   */
  public AuditReport compare(Instant from, Instant to, Duration grace, Consumer<Finding> found) {
    Instant now = clock.instant();
    Instant restingSince = now.minus(grace);
    List<GatewayPayment> payments = platform.movedSince(from);
    Map<PurchaseId, List<GatewayPayment>> paid =
        payments.stream().collect(groupingBy(LedgerAudit::purchase));
    Map<PurchaseId, ProcessState> started =
        processes.startedSince(from).stream()
            .collect(toMap(ProcessState::purchase, state -> state, (one, same) -> one));
    Map<PurchaseId, RecordedPurchase> recorded = recorded(from, to, paid.keySet());

    // First, since of the payments to be read again a report names some only.
    List<Finding> open = new ArrayList<>(unheardDisputes(from, restingSince));
    recorded.values().stream()
        .filter(
            purchase ->
                purchase.restsSince().isBefore(restingSince)
                    || isBrokenOff(started.get(purchase.id())))
        .map(
            purchase ->
                new Comparison(
                    purchase,
                    paid.getOrDefault(purchase.id(), List.of()),
                    process(purchase, started),
                    from,
                    now))
        .forEach(comparison -> open.addAll(comparison.findings()));
    open.addAll(unknownPayments(payments, recorded.values(), restingSince));
    open.addAll(unrecorded(started, recorded.keySet()));
    AuditReport report = AuditReport.of(from, to, recorded.size(), payments.size(), open);
    findings.replace(report, open);
    open.forEach(found);
    return report;
  }

  private static PurchaseId purchase(GatewayPayment payment) {
    return PaymentAttempt.purchaseOf(payment.orderId()).orElseThrow();
  }

  /** Of what changed just now the platform's own report may be on its way. */
  private List<Finding> unheardDisputes(Instant from, Instant restingSince) {
    return platform.disputesSince(from).stream()
        .filter(dispute -> dispute.changedAt().isBefore(restingSince))
        .flatMap(
            dispute ->
                purchases.unawareOf(dispute).stream()
                    .map(purchase -> unheard(dispute, purchase, from)))
        .toList();
  }

  /** Not from before the period, since of that no audit would see any more that it is over. */
  private static Finding unheard(PaymentEvent dispute, PurchaseId purchase, Instant from) {
    Instant changedAt = dispute.changedAt();
    return new Finding(
        Finding.Kind.UNHEARD_DISPUTE,
        purchase.toString(),
        dispute.reference(),
        "the platform says: %s; the records do not".formatted(dispute),
        changedAt.isBefore(from) ? from : changedAt);
  }

  /** No use to wait for its deadline: nobody drives it. */
  private static boolean isBrokenOff(@Nullable ProcessState process) {
    return process != null && process.life() == ProcessState.Life.BROKEN_OFF;
  }

  /** Those of the period, and those that the platform has payments of. */
  private Map<PurchaseId, RecordedPurchase> recorded(
      Instant from, Instant to, Set<PurchaseId> paid) {
    Map<PurchaseId, RecordedPurchase> recorded = new LinkedHashMap<>();
    purchases.subscribed(from, to).forEach(each -> recorded.put(each.id(), each));
    List<PurchaseId> others = paid.stream().filter(id -> !recorded.containsKey(id)).toList();
    purchases.of(others).forEach(each -> recorded.put(each.id(), each));
    return recorded;
  }

  /** The visibility store may be behind: where the two are not at one, the server is asked. */
  private @Nullable ProcessState process(
      RecordedPurchase purchase, Map<PurchaseId, ProcessState> started) {
    ProcessState seen = started.get(purchase.id());
    boolean atRest =
        purchase.outcome() != null && (seen == null || seen.life() == ProcessState.Life.COMPLETED);
    return atRest ? seen : processes.of(purchase.id()).orElse(null);
  }

  private static List<Finding> unknownPayments(
      List<GatewayPayment> payments, Collection<RecordedPurchase> recorded, Instant restingSince) {
    Set<String> orderIds =
        recorded.stream()
            .flatMap(purchase -> purchase.payments().stream())
            .map(payment -> payment.attempt().orderId())
            .collect(toSet());
    return payments.stream()
        .filter(GatewayPayment::isWithUs)
        .filter(payment -> payment.createdAt().isBefore(restingSince))
        .filter(payment -> !orderIds.contains(payment.orderId()))
        .map(
            payment ->
                new Finding(
                    Finding.Kind.UNKNOWN_PAYMENT,
                    purchase(payment).toString(),
                    payment.reference(),
                    "the platform has money under the order \"%s\", which no attempt has"
                        .formatted(payment.orderId()),
                    payment.createdAt()))
        .toList();
  }

  /** Ended with something to show for it, and yet not in the records. */
  private List<Finding> unrecorded(
      Map<PurchaseId, ProcessState> started, Set<PurchaseId> recorded) {
    Map<PurchaseId, ProcessState> left = new LinkedHashMap<>(started);
    left.values().removeIf(state -> !showsSomething(state));
    left.keySet().removeAll(recorded);
    purchases.of(left.keySet()).forEach(purchase -> left.remove(purchase.id()));
    return left.values().stream()
        .map(
            state ->
                new Finding(
                    Finding.Kind.RECORD_MISSING,
                    state.purchase().toString(),
                    "",
                    "its workflow ended as %s, and it is not recorded".formatted(state.outcome()),
                    clock.instant()))
        .toList();
  }

  private static boolean showsSomething(ProcessState state) {
    return state.life() == ProcessState.Life.COMPLETED
        && state.outcome() != null
        && !state.outcome().equals(PurchaseOutcome.Kind.LAPSED.label());
  }
}
