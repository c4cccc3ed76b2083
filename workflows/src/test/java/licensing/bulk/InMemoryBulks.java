package licensing.bulk;

import static licensing.bulk.Bulks.BulkOutcome.DONE;
import static licensing.bulk.Bulks.BulkOutcome.NOT_ANSWERED;
import static licensing.bulk.Bulks.BulkOutcome.REFUSED;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import licensing.bulk.BulkWorkflow.BulkReport;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.bulk.Bulks.BulkOutcome;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** Bulk runs over purchases that answer what a test says. */
public final class InMemoryBulks implements Bulks {

  private static final int TRIES = 3;

  private final List<PurchaseId> matching = new ArrayList<>();
  private final Map<BulkId, List<Target>> chosen = new HashMap<>();
  private final Set<BulkId> over = new HashSet<>();
  private final Map<BulkId, String> stopped = new HashMap<>();
  private final Map<PurchaseId, Queue<BulkOutcome>> answers = new HashMap<>();
  private final Set<PurchaseId> deadly = new HashSet<>();
  private final List<PurchaseId> asked = new ArrayList<>();

  public synchronized PurchaseId matching() {
    matching.add(PurchaseId.random());
    return matching.getLast();
  }

  public synchronized void answers(PurchaseId purchase, BulkOutcome... outcomes) {
    answers.put(purchase, new ArrayDeque<>(List.of(outcomes)));
  }

  public synchronized void isDeadly(PurchaseId purchase) {
    deadly.add(purchase);
  }

  public synchronized List<PurchaseId> asked() {
    return List.copyOf(asked);
  }

  /** Who stopped it, and why; null where nobody did. */
  public synchronized @Nullable String stopped(BulkId bulk) {
    return stopped.get(bulk);
  }

  public synchronized boolean isOver(BulkId bulk) {
    return over.contains(bulk);
  }

  @Override
  public synchronized int begin(BulkStart start) {
    return chosen
        .computeIfAbsent(
            start.id(), id -> matching.stream().limit(start.confirmed()).map(Target::new).toList())
        .size();
  }

  @Override
  public synchronized int ask(BulkId bulk, int atMost) {
    left(bulk).stream().limit(atMost).toList().forEach(this::ask);
    return left(bulk).size();
  }

  @Override
  public synchronized BulkReport end(BulkId bulk, @Nullable String stop) {
    List<Target> all = chosen.getOrDefault(bulk, List.of());
    if (over.add(bulk) && stop != null) {
      stopped.put(bulk, stop);
    }
    return new BulkReport(
        all.size(),
        count(all, DONE),
        count(all, REFUSED),
        count(all, NOT_ANSWERED),
        count(all, null));
  }

  private void ask(Target target) {
    if (deadly.remove(target.purchase)) {
      throw new IllegalStateException("the worker died");
    }
    asked.add(target.purchase);
    BulkOutcome next = answers.getOrDefault(target.purchase, new ArrayDeque<>()).poll();
    target.outcome = next == null ? DONE : next;
    target.tries++;
  }

  private List<Target> left(BulkId bulk) {
    return over.contains(bulk)
        ? List.of()
        : chosen.getOrDefault(bulk, List.of()).stream()
            .filter(Target::isLeft)
            .sorted(Comparator.comparing(target -> target.tries))
            .toList();
  }

  private static int count(List<Target> all, @Nullable BulkOutcome outcome) {
    return (int) all.stream().filter(target -> target.outcome == outcome).count();
  }

  private static final class Target {

    private final PurchaseId purchase;
    private @Nullable BulkOutcome outcome;
    private int tries;

    Target(PurchaseId purchase) {
      this.purchase = purchase;
    }

    boolean isLeft() {
      return outcome == null || outcome == NOT_ANSWERED && tries < TRIES;
    }
  }
}
