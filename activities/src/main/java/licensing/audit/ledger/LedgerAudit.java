package licensing.audit.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import licensing.audit.AuditReport;
import licensing.audit.Audits;
import licensing.audit.Finding;
import licensing.audit.FindingKind;
import licensing.purchase.PurchaseId;

/**
 * Reads the three ledgers, the one that lags behind last, and compares them purchase by purchase.
 */
public final class LedgerAudit implements Audits {

  private final PurchaseLedger purchases;
  private final PlatformLedger platform;
  private final ProcessLedger processes;
  private final Findings findings;
  private final Clock clock;

  public LedgerAudit(
      PurchaseLedger purchases,
      PlatformLedger platform,
      ProcessLedger processes,
      Findings findings,
      Clock clock) {
    this.purchases = purchases;
    this.platform = platform;
    this.processes = processes;
    this.findings = findings;
    this.clock = clock;
  }

  @Override
  public AuditReport compare(Instant from, Instant to, Duration grace) {
    Instant restingSince = clock.instant().minus(grace);
    List<PlatformPayment> payments = platform.createdSince(from);
    Map<String, List<PlatformPayment>> byPurchase =
        payments.stream().collect(groupingBy(LedgerAudit::purchaseOf));
    Map<String, ProcessState> started =
        processes.startedSince(from).stream()
            .collect(toMap(ProcessState::workflowId, state -> state, (one, same) -> one));
    Map<String, RecordedPurchase> recorded = recorded(from, to, byPurchase.keySet());

    List<Finding> found = new ArrayList<>();
    recorded.values().stream()
        .filter(purchase -> rests(purchase, restingSince))
        .map(
            purchase ->
                new Comparison(
                    purchase,
                    byPurchase.getOrDefault(purchase.id().value(), List.of()),
                    process(purchase, started),
                    from,
                    clock.instant()))
        .forEach(comparison -> found.addAll(comparison.findings()));
    found.addAll(unknownPayments(payments, recorded, restingSince));
    found.addAll(unrecorded(started, recorded));
    findings.replace(from, to, found);
    return new AuditReport(from, to, recorded.size(), payments.size(), found);
  }

  /** Those of the period, and those that the platform has payments of. */
  private Map<String, RecordedPurchase> recorded(Instant from, Instant to, Set<String> paid) {
    Map<String, RecordedPurchase> recorded = new LinkedHashMap<>();
    purchases.subscribed(from, to).forEach(each -> recorded.put(each.id().value(), each));
    List<PurchaseId> others =
        paid.stream()
            .filter(id -> !id.isEmpty() && !recorded.containsKey(id))
            .map(PurchaseId::new)
            .toList();
    purchases.of(others).forEach(each -> recorded.put(each.id().value(), each));
    return recorded;
  }

  private static boolean rests(RecordedPurchase purchase, Instant restingSince) {
    Instant changed = purchase.endedAt() == null ? purchase.payBefore() : purchase.endedAt();
    return changed.isBefore(restingSince);
  }

  /** The visibility store may be behind: of an open purchase the server itself is asked. */
  private @org.jspecify.annotations.Nullable ProcessState process(
      RecordedPurchase purchase, Map<String, ProcessState> started) {
    return purchase.outcome() == null
        ? processes.of(purchase.id()).orElse(null)
        : started.get(purchase.id().workflowId());
  }

  private static List<Finding> unknownPayments(
      List<PlatformPayment> payments,
      Map<String, RecordedPurchase> recorded,
      Instant restingSince) {
    return payments.stream()
        .filter(payment -> payment.standing() != PlatformPayment.Standing.NOT_OURS)
        .filter(payment -> payment.createdAt().isBefore(restingSince))
        .filter(payment -> !isAttempt(payment, recorded))
        .map(
            payment ->
                new Finding(
                    FindingKind.UNKNOWN_PAYMENT,
                    purchaseOf(payment),
                    payment.reference(),
                    "the platform has money under the order \"%s\", which no attempt has"
                        .formatted(payment.orderId()),
                    payment.createdAt()))
        .toList();
  }

  private static boolean isAttempt(
      PlatformPayment payment, Map<String, RecordedPurchase> recorded) {
    return Optional.ofNullable(recorded.get(purchaseOf(payment))).stream()
        .flatMap(purchase -> purchase.attempts().stream().map(each -> orderId(purchase, each)))
        .anyMatch(payment.orderId()::equals);
  }

  /** Ended with something to show for it, and yet not in the records. */
  private List<Finding> unrecorded(
      Map<String, ProcessState> started, Map<String, RecordedPurchase> recorded) {
    Map<String, ProcessState> left =
        started.values().stream()
            .filter(state -> state.life() == ProcessState.Life.COMPLETED)
            .filter(state -> state.outcome() != null && !state.outcome().equals("lapsed"))
            .collect(toMap(state -> state.workflowId().replace("purchase-", ""), state -> state));
    left.keySet().removeAll(recorded.keySet());
    Set<String> known =
        purchases.of(left.keySet().stream().map(PurchaseId::new).toList()).stream()
            .map(purchase -> purchase.id().value())
            .collect(Collectors.toSet());
    return left.entrySet().stream()
        .filter(entry -> !known.contains(entry.getKey()))
        .map(
            entry ->
                new Finding(
                    FindingKind.RECORD_MISSING,
                    entry.getKey(),
                    "",
                    "its workflow ended as %s, and it is not recorded"
                        .formatted(entry.getValue().outcome()),
                    clock.instant()))
        .toList();
  }

  private static String orderId(RecordedPurchase purchase, RecordedPurchase.Attempt attempt) {
    return purchase.id().value() + "-" + attempt.number();
  }

  /** The id in an order id of ours; empty for another's. */
  private static String purchaseOf(PlatformPayment payment) {
    int end = payment.orderId().lastIndexOf('-');
    String id = end < 0 ? "" : payment.orderId().substring(0, end);
    return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? id : "";
  }
}
