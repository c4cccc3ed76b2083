package licensing.audit.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.purchase.PurchaseId;

/** Temporal's side. */
public interface ProcessLedger {

  /** Started from then on, as far as the visibility store has heard of it. */
  List<ProcessState> startedSince(Instant from);

  /** As the server itself knows it; empty for one that it does not have, or no longer. */
  Optional<ProcessState> of(PurchaseId purchase);
}
