package licensing.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import licensing.audit.ledger.ProcessLedger;
import licensing.audit.ledger.ProcessState;
import licensing.audit.ledger.ProcessState.Life;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** Temporal's side of the ledgers, as a test says it is. */
public final class KnownProcesses implements ProcessLedger {

  private final Map<PurchaseId, ProcessState> known = new ConcurrentHashMap<>();

  /**
   * @param outcome label, null before the end
   */
  public void know(PurchaseId purchase, Life life, @Nullable String outcome) {
    Instant endedAt = life == Life.RUNNING ? null : Instant.now();
    known.put(purchase, new ProcessState(purchase, life, outcome, endedAt));
  }

  @Override
  public List<ProcessState> startedSince(Instant from) {
    return List.copyOf(known.values());
  }

  @Override
  public Optional<ProcessState> of(PurchaseId purchase) {
    return Optional.ofNullable(known.get(purchase));
  }
}
