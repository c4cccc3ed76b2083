package licensing.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** In what the three ledgers disagree, as the audits wrote it down. For support staff only. */
public interface AuditFindings {

  /** Seen by the latest audit that looked; what has stood longest comes first. */
  List<RecordedFinding> open(int limit);

  /** No longer so; the last that was closed comes first. */
  List<RecordedFinding> closed(int limit, int offset);

  /** About one purchase, open ones first. */
  List<RecordedFinding> of(PurchaseId purchase);

  /** Empty where there never was an audit. */
  Optional<AuditRun> latestAudit();

  /**
   * One disagreement.
   *
   * @param kind label of a {@link licensing.audit.FindingKind}
   * @param purchase its id, or as much as is known of it
   * @param subject the platform's reference of the payment it is about; empty where it is about the
   *     purchase as a whole
   * @param disagreement what each ledger says, in English
   * @param since when the later of them came to say so
   * @param closedAt null while it is so
   */
  record RecordedFinding(
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
  record AuditRun(Instant at, int purchases, int payments, int findings) {}
}
