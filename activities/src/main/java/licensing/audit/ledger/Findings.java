package licensing.audit.ledger;

import licensing.audit.AuditReport;

/** What audits found, kept until it is no longer so. */
public interface Findings {

  /**
   * Writes down what is new and closes what was found before for purchases of the period, and is
   * not found any more; and that there was this audit.
   */
  void replace(AuditReport report);
}
