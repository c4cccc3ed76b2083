package licensing.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import licensing.audit.ledger.ProcessLedger;
import licensing.audit.ledger.ProcessState;
import licensing.audit.ledger.ProcessState.Life;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** Temporal's side of the ledgers, as a test says it is. */
public final class KnownProcesses implements ProcessLedger {

  private final Map<PurchaseId, ProcessState> known = new ConcurrentHashMap<>();
  private final Set<PurchaseId> unlisted = ConcurrentHashMap.newKeySet();

  /**
   * @param outcome label, null before the end
   */
  public void know(PurchaseId purchase, Life life, @Nullable String outcome) {
    Instant endedAt = life == Life.RUNNING ? null : Instant.now();
    known.put(purchase, new ProcessState(purchase, life, outcome, endedAt));
  }

  /** As while the visibility store is behind: the server itself knows of it. */
  public void leaveOutOfTheList(PurchaseId purchase) {
    unlisted.add(purchase);
  }

  @Override
  public List<ProcessState> startedSince(Instant from) {
    return known.values().stream()
        .filter(process -> !unlisted.contains(process.purchase()))
        .toList();
  }

  @Override
  public Optional<ProcessState> of(PurchaseId purchase) {
    return Optional.ofNullable(known.get(purchase));
  }
}
