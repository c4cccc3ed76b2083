package licensing.audit.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

  /**
   * So many older purchases an audit looks at again: for each a search at the platform and a
   * question to Temporal.
   */
  private static final int MOST_OLDER = 50;

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
    Map<PurchaseId, List<GatewayPayment>> paid =
        platform.movedSince(from, now).stream().collect(groupingBy(LedgerAudit::purchase));
    Map<PurchaseId, ProcessState> started =
        processes.startedSince(from).stream()
            .collect(toMap(ProcessState::purchase, state -> state, (one, same) -> one));
    Set<PurchaseId> older = new LinkedHashSet<>(findings.olderThan(from, to, MOST_OLDER));
    older.forEach(
        purchase -> {
          paid.put(purchase, platform.of(purchase));
          processes.of(purchase).ifPresent(process -> started.put(purchase, process));
        });
    Map<PurchaseId, RecordedPurchase> recorded = recorded(from, to, paid.keySet());

    // First, since of the payments to be read again a report names some only.
    Set<Finding> open = new LinkedHashSet<>(unheardDisputes(from, restingSince));
    older.forEach(purchase -> open.addAll(unheardDisputes(purchase, paid, restingSince)));
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
                    older.contains(purchase.id()) ? Instant.EPOCH : from,
                    now))
        .forEach(comparison -> open.addAll(comparison.findings()));
    List<GatewayPayment> payments = paid.values().stream().flatMap(List::stream).toList();
    open.addAll(unknownPayments(payments, recorded.values(), restingSince));
    open.addAll(unrecorded(started, recorded.keySet()));
    AuditReport report =
        AuditReport.of(from, to, recorded.size(), payments.size(), List.copyOf(open));
    // Of what no ledger has any more nobody can say that it came right.
    older.removeIf(
        purchase ->
            !recorded.containsKey(purchase)
                && !started.containsKey(purchase)
                && paid.getOrDefault(purchase, List.of()).isEmpty());
    findings.replace(report, open, older);
    open.forEach(found);
    return report;
  }

  private static PurchaseId purchase(GatewayPayment payment) {
    return PaymentAttempt.purchaseOf(payment.orderId()).orElseThrow();
  }

  /** Of an older purchase, however long ago. */
  private List<Finding> unheardDisputes(
      PurchaseId purchase, Map<PurchaseId, List<GatewayPayment>> paid, Instant restingSince) {
    return paid.getOrDefault(purchase, List.of()).stream()
        .flatMap(payment -> payment.events().stream())
        .filter(event -> event.kind().isOfADispute())
        .filter(dispute -> dispute.changedAt().isBefore(restingSince))
        .flatMap(dispute -> purchases.unawareOf(dispute).stream().map(of -> unheard(dispute, of)))
        .toList();
  }

  /** Of what changed just now the platform's own report may be on its way. */
  private List<Finding> unheardDisputes(Instant from, Instant restingSince) {
    return platform.disputesSince(from).stream()
        .filter(dispute -> dispute.changedAt().isBefore(restingSince))
        .flatMap(
            dispute ->
                purchases.unawareOf(dispute).stream().map(purchase -> unheard(dispute, purchase)))
        .toList();
  }

  private static Finding unheard(PaymentEvent dispute, PurchaseId purchase) {
    return new Finding(
        Finding.Kind.UNHEARD_DISPUTE,
        purchase.toString(),
        dispute.reference(),
        "the platform says: %s; the records do not".formatted(dispute),
        dispute.changedAt());
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
