package licensing.audit.ledger;

import static licensing.audit.AuditReport.Finding.Kind.*;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import licensing.audit.AuditReport;
import licensing.audit.AuditReport.Finding;
import licensing.purchase.PurchaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What audits found, kept until it is no longer so. */
final class FindingRows {

  /** What these speak of is in no record of ours. */
  private static final List<String> UNRECORDED =
      Stream.of(UNKNOWN_PAYMENT, UNHEARD_DISPUTE, RECORD_MISSING).map(Finding.Kind::label).toList();

  /** What an audit of the period looks at in any case. */
  private static final String IN_PERIOD =
      """
      case when kind in (:unrecorded) then since else
        (select subscribed_at from purchases where id = audit_findings.purchase::uuid) end
      between :from and :to
      """;

  private final JdbcClient database;
  private final TransactionOperations transaction;

  FindingRows(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /**
   * Purchases of which something stands open that an audit of the period would not look at, since
   * it is older.
   *
   * @param atMost those that were looked at longest ago come first
   */
  List<PurchaseId> olderThan(Instant from, Instant to, int atMost) {
    return database
        .sql(
            """
            select purchase from audit_findings where closed_at is null and (%s) is not true
            group by purchase order by min(seen_at), purchase limit :atMost
            """
                .formatted(IN_PERIOD))
        .params(period(from, to))
        .param("atMost", atMost)
        .query((row, index) -> PurchaseId.of(row.getString("purchase")))
        .list();
  }

  /**
   * Writes down what is new and closes what was found before for purchases of the period, or for
   * the older ones, and is not found any more; and that there was this audit.
   */
  void replace(AuditReport report, Collection<Finding> findings, Collection<PurchaseId> older) {
    transaction.executeWithoutResult(
        status -> {
          findings.forEach(this::seen);
          closeUnseen(report.from(), report.to(), older);
          ran(report, findings.size());
        });
  }

  private void ran(AuditReport report, int findings) {
    database
        .sql(
            """
            insert into audit_runs (ran_at, purchases, payments, findings)
            values (now(), ?, ?, ?) on conflict do nothing
            """)
        .params(report.purchases(), report.payments(), findings)
        .update();
  }

  /**
   * Within a transaction now() stands still: it is the time of the audit. What was closed and is
   * found again is so since another time.
   */
  private void seen(Finding finding) {
    database
        .sql(
            """
            insert into audit_findings
              (kind, purchase, subject, disagreement, since, remedy, found_at, seen_at)
            values (:kind, :purchase, :subject, :disagreement, :since, :remedy, now(), now())
            on conflict (kind, purchase, subject) do update
            set seen_at = now(), disagreement = excluded.disagreement, closed_at = null,
              since = case when audit_findings.closed_at is null
                then audit_findings.since else excluded.since end
            """)
        .param("kind", finding.kind().label())
        .param("purchase", finding.purchase())
        .param("subject", finding.subject())
        .param("disagreement", finding.disagreement())
        .param("since", finding.since().atOffset(ZoneOffset.UTC))
        .param("remedy", finding.kind().remedy())
        .update();
  }

  /**
   * Only what this audit looked at: purchases that were subscribed in its period, what the platform
   * or Temporal alone has of it, and the older ones.
   */
  private void closeUnseen(Instant from, Instant to, Collection<PurchaseId> older) {
    database
        .sql(
            """
            update audit_findings set closed_at = now()
            where closed_at is null and seen_at < now() and (%s or purchase = any (:older))
            """
                .formatted(IN_PERIOD))
        .params(period(from, to))
        .param("older", older.stream().map(PurchaseId::toString).toArray(String[]::new))
        .update();
  }

  private static Map<String, Object> period(Instant from, Instant to) {
    return Map.of(
        "unrecorded", UNRECORDED,
        "from", from.atOffset(ZoneOffset.UTC),
        "to", to.atOffset(ZoneOffset.UTC));
  }
}
