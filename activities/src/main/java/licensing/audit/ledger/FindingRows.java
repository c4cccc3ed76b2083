package licensing.audit.ledger;

import static licensing.audit.AuditReport.Finding.Kind.*;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import licensing.audit.AuditReport;
import licensing.audit.AuditReport.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** What audits found, kept until it is no longer so. */
final class FindingRows {

  /** What these speak of is in no record of ours. */
  private static final List<String> UNRECORDED =
      Stream.of(UNKNOWN_PAYMENT, UNHEARD_DISPUTE, RECORD_MISSING).map(Finding.Kind::label).toList();

  private final JdbcClient database;
  private final TransactionOperations transaction;

  FindingRows(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /**
   * Writes down what is new and closes what was found before for purchases of the period, and is
   * not found any more; and that there was this audit.
   */
  void replace(AuditReport report, List<Finding> findings) {
    transaction.executeWithoutResult(
        status -> {
          findings.forEach(this::seen);
          closeUnseen(report.from(), report.to());
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
   * Only what this audit looked at: purchases that were subscribed in its period, and what the
   * platform or Temporal alone has of it. What is found of an older purchase stays open.
   */
  private void closeUnseen(Instant from, Instant to) {
    database
        .sql(
            """
            update audit_findings set closed_at = now()
            where closed_at is null and seen_at < now()
              and case when kind in (:unrecorded) then since else
                (select subscribed_at from purchases where id = audit_findings.purchase::uuid) end
                between :from and :to
            """)
        .param("unrecorded", UNRECORDED)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .update();
  }
}
