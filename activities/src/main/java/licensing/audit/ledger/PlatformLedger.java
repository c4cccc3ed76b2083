package licensing.audit.ledger;

import java.time.Instant;
import java.util.List;

/** The payment platform's side. */
public interface PlatformLedger {

  /**
   * Sales created from then on. Costs one search, and one more request for each page of it.
   *
   * @throws RuntimeException when the platform does not answer; its message says why
   */
  List<PlatformPayment> createdSince(Instant from);
}
