package licensing.platform.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import licensing.platform.ledger.Injection;
import licensing.platform.ledger.Ledger;

/**
 * The one place that decides which fault a call has: of those that want it, the one that was armed
 * first. Armed faults are forgotten when the platform stops; the ledger counts those that happened.
 */
public final class Faults {
  private final Ledger ledger;
  private final List<Armed> armed = new ArrayList<>();
  private long last;

  public Faults(Ledger ledger) {
    this.ledger = ledger;
  }

  /** An armed fault as it stands; {@code left} is how many calls it still takes, at most. */
  public record Entry(long id, Plan plan, int left) {}

  /** Returns the number by which it can be disarmed. */
  public synchronized long arm(Plan plan) {
    armed.add(new Armed(++last, plan));
    return last;
  }

  /** False if there is none of that number: disarmed before, or spent. */
  public synchronized boolean disarm(long id) {
    return armed.removeIf(fault -> fault.id() == id);
  }

  /** Disarms all; what happened stays counted. */
  public synchronized void reset() {
    armed.clear();
  }

  public synchronized List<Entry> armed() {
    return armed.stream().map(a -> new Entry(a.id(), a.plan(), a.left())).toList();
  }

  /** The fault that this call has, counted in the ledger; to be asked once for each call. */
  public Optional<Fault> decide(Call call) {
    Optional<Fault> fault = draw(call);
    fault.ifPresent(decided -> count(call, decided));
    return fault;
  }

  private void count(Call call, Fault fault) {
    // Asked for outside of the entry, since it may have to look into the ledger itself.
    String orderId = call.orderId();
    ledger.enter(
        books -> {
          String operation = call.operation().label();
          books.injections().add(new Injection(operation, fault.label(), orderId, books.now()));
          return fault;
        });
  }

  private synchronized Optional<Fault> draw(Call call) {
    List<Armed> wanting = armed.stream().filter(fault -> fault.wants(call)).toList();
    if (wanting.isEmpty()) {
      return Optional.empty();
    }
    Armed first = wanting.getFirst();
    first.happens();
    armed.removeIf(Armed::isSpent);
    return Optional.of(first.plan().fault());
  }
}
