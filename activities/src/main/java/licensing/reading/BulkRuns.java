package licensing.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import licensing.bulk.BulkAction;
import licensing.bulk.BulkId;
import licensing.bulk.BulkOutcome;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** What is recorded of bulk runs; for support staff only. */
public interface BulkRuns {

  /** Empty for one that never was, and for one that has not begun yet. */
  Optional<BulkRun> of(BulkId bulk);

  /** The newest first, at most that many. */
  List<BulkRun> latest(int most);

  /** In the order in which they are asked, from that position on (from 0), at most that many. */
  List<Target> targets(BulkId bulk, int from, int most);

  /**
   * A decision about many purchases, and how far it is.
   *
   * @param address what was asked of the list, from the address's question mark on
   * @param confirmed how many matched when it was decided
   * @param chosen how many of them matched when it began
   * @param notAnswered those that did not answer so far
   * @param endedAt null while it goes on
   * @param stopped who stopped it, and why; null where nobody did
   */
  record BulkRun(
      BulkId id,
      String operator,
      String reason,
      BulkAction action,
      String address,
      int confirmed,
      int chosen,
      int done,
      int refused,
      int notAnswered,
      Instant begunAt,
      @Nullable Instant endedAt,
      @Nullable String stopped) {

    public boolean isOver() {
      return endedAt != null;
    }

    /** How many have been asked, whatever they answered. */
    public int asked() {
      return done + refused + notAnswered;
    }

    public int notAsked() {
      return chosen - asked();
    }

    /** Differs whenever a page would have to show something else. */
    public String mark() {
      return "%d-%d-%d-%s".formatted(done, refused, notAnswered, isOver());
    }
  }

  /**
   * One purchase of a run.
   *
   * @param outcome null before it is asked
   * @param why the name of its refusal; null where it did not refuse
   * @param askedAt when it was asked last
   */
  record Target(
      PurchaseId purchase,
      @Nullable BulkOutcome outcome,
      @Nullable String why,
      @Nullable Instant askedAt) {}
}
