package licensing.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import licensing.audit.AuditReport;
import licensing.audit.ledger.LedgerAudit;
import org.springframework.stereotype.Component;

/** One audit, asked for by a person, without waiting for the schedule. */
@Component
class AuditJob {

  private final LedgerAudit audits;
  private final Clock clock;

  AuditJob(LedgerAudit audits, Clock clock) {
    this.audits = audits;
    this.clock = clock;
  }

  /**
   * Prints what it finds.
   *
   * @return whether the ledgers agree
   */
  boolean run(Duration length, Duration grace) {
    Instant now = clock.instant();
    AuditReport report = audits.compare(now.minus(length), now, grace, System.out::println);
    System.out.printf(
        "audit: from=%s purchases=%d payments=%d findings=%d%n",
        report.from(), report.purchases(), report.payments(), report.findings());
    return report.findings() == 0;
  }
}
