package licensing.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In what the three ledgers disagree, as the audits wrote it down. For support staff only. */
@Component
public final class AuditFindings {

  private final JdbcClient database;

  AuditFindings(JdbcClient database) {
    this.database = database;
  }

  /** Seen by the latest audit that looked; what has stood longest comes first. */
  public List<RecordedFinding> open(int limit) {
    return list("where closed_at is null order by since, kind, purchase, subject limit ?", limit);
  }

  /** No longer so; the last that was closed comes first. */
  public List<RecordedFinding> closed(int limit, int offset) {
    return list(
        """
        where closed_at is not null
        order by closed_at desc, kind, purchase, subject limit ? offset ?
        """,
        limit,
        offset);
  }

  /** About one purchase, open ones first. */
  public List<RecordedFinding> of(PurchaseId purchase) {
    return list(
        "where purchase = ? order by closed_at desc nulls first, since, kind, subject",
        purchase.toString());
  }

  /** Empty where there never was an audit. */
  public Optional<AuditRun> latestAudit() {
    return database
        .sql("select ran_at as at, audit_runs.* from audit_runs order by ran_at desc limit 1")
        .query(AuditRun.class)
        .optional();
  }

  private List<RecordedFinding> list(String which, Object... parameters) {
    return database
        .sql("select * from audit_findings " + which)
        .params(parameters)
        .query(new SimplePropertyRowMapper<>(RecordedFinding.class))
        .list();
  }

  /**
   * One disagreement.
   *
   * @param kind label of a {@link licensing.audit.AuditReport.Finding.Kind}
   * @param purchase its id, or as much as is known of it
   * @param subject the platform's reference of the payment it is about; empty where it is about the
   *     purchase as a whole
   * @param disagreement what each ledger says, in English
   * @param since when the later of them came to say so
   * @param closedAt null while it is so
   */
  public record RecordedFinding(
      String kind,
      String purchase,
      String subject,
      String disagreement,
      Instant since,
      Instant foundAt,
      Instant seenAt,
      @Nullable Instant closedAt) {

    public boolean isOpen() {
      return closedAt == null;
    }
  }

  /** How much was compared, and in how many things the ledgers disagreed. */
  public record AuditRun(Instant at, int purchases, int payments, int findings) {}
}
