package licensing.audit.ledger;

import java.time.Instant;
import java.util.List;
import licensing.audit.Finding;

/** What audits found, kept until it is no longer so. */
public interface Findings {

  /**
   * Writes down what is new and closes what was found before for purchases of the period, and is
   * not found any more.
   */
  void replace(Instant from, Instant to, List<Finding> found);
}
