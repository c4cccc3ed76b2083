package licensing.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import licensing.audit.AuditReport;
import licensing.audit.Audits;
import org.springframework.stereotype.Component;

/** One audit, asked for by a person, without waiting for the schedule. */
@Component
class AuditJob {

  private final Audits audits;
  private final Clock clock;

  AuditJob(Audits audits, Clock clock) {
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
    AuditReport report = audits.compare(now.minus(length), now, grace);
    report.findings().forEach(System.out::println);
    System.out.printf(
        "audit: from=%s purchases=%d payments=%d findings=%d%n",
        report.from(), report.purchases(), report.payments(), report.findings().size());
    return report.findings().isEmpty();
  }
}
