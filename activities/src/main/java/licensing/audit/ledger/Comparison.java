package licensing.audit.ledger;

import static licensing.audit.AuditReport.Finding.Kind.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import licensing.audit.AuditReport.Finding;
import licensing.audit.ledger.ProcessLedger.ProcessState;
import licensing.audit.ledger.ProcessLedger.ProcessState.Life;
import licensing.audit.ledger.PurchaseLedger.RecordedPurchase;
import licensing.paymentevent.GatewayPayment;
import org.jspecify.annotations.Nullable;

/**
 * The three ledgers of one purchase, side by side.
 *
 * @param payments of the platform, by its order ids
 * @param process null where Temporal has none (any more)
 * @param paymentsSince the platform was not asked for earlier ones
 */
record Comparison(
    RecordedPurchase record,
    List<GatewayPayment> payments,
    @Nullable ProcessState process,
    Instant paymentsSince,
    Instant now) {

  /** After its deadline an open purchase has ended or asked for a person. */
  private static final Duration OVERDUE_AFTER = Duration.ofHours(1);

  List<Finding> findings() {
    return (record.outcome() == null ? open() : ended()).toList();
  }

  private Stream<Finding> open() {
    if (process == null) {
      return found(WORKFLOW_MISSING, "it is recorded as open, and has no workflow");
    }
    if (process.life() == Life.BROKEN_OFF) {
      return brokenOff();
    }
    if (process.life() == Life.COMPLETED) {
      return found(
          END_NOT_RECORDED,
          "its workflow ended%s, and it is recorded as open"
              .formatted(process.outcome() == null ? "" : " as " + process.outcome()));
    }
    return isOverdue(record.payBefore())
        ? found(OVERDUE, "it should have ended by " + record.payBefore())
        : Stream.empty();
  }

  private boolean isOverdue(Instant due) {
    return due.plus(OVERDUE_AFTER).isBefore(now) && !record.attention();
  }

  private Stream<Finding> brokenOff() {
    ProcessState broken = Objects.requireNonNull(process);
    return Stream.of(
        new Finding(
            BROKEN_OFF,
            record.id().toString(),
            "",
            "its workflow was broken off; the platform has " + heldOrTaken(),
            Objects.requireNonNullElse(broken.endedAt(), now)));
  }

  private String heldOrTaken() {
    List<String> references =
        payments.stream().filter(GatewayPayment::isWithUs).map(GatewayPayment::reference).toList();
    return references.isEmpty() ? "no money of it" : "money: " + String.join(", ", references);
  }

  private Stream<Finding> ended() {
    return Stream.concat(
        new MoneyComparison(record, payments, paymentsSince).findings(), outcomes());
  }

  private Stream<Finding> outcomes() {
    String recorded = Objects.requireNonNull(record.outcome()).label();
    String said = process == null ? null : process.outcome();
    return said == null || said.equals(recorded)
        ? unfinished()
        : found(
            OUTCOMES_DIFFER,
            "it is recorded as %s, and its workflow says %s".formatted(recorded, said));
  }

  /**
   * After the end it may have money to give back, which it asks a person to look at if it fails.
   */
  private Stream<Finding> unfinished() {
    return switch (process == null ? Life.COMPLETED : process.life()) {
      case COMPLETED -> Stream.empty();
      case BROKEN_OFF -> brokenOff();
      case RUNNING ->
          isOverdue(record.restsSince())
              ? found(OVERDUE, "it is recorded as ended, and its workflow goes on")
              : Stream.empty();
    };
  }

  private Stream<Finding> found(Finding.Kind kind, String disagreement) {
    return Stream.of(record.finding(kind, "", disagreement));
  }
}
