package licensing.bulk;

import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import licensing.bulk.BulkWorkflow.BulkReport;
import licensing.bulk.BulkWorkflow.BulkStart;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the purchases of a bulk run, asks them, and keeps what each of them answered. Everything
 * may run any number of times with one effect.
 */
@ActivityInterface(namePrefix = "Bulks.")
public interface Bulks {

  /**
   * Decides once which purchases the run is about: those under way that match, who wait for the
   * longest first, and no more than were confirmed. What was decided before stays.
   *
   * @return how many they are
   */
  int begin(BulkStart start);

  /**
   * Asks those that come next, one after the other, and writes down each answer before it asks
   * another. One that did not answer comes again after the others, a few times.
   *
   * @return how many are left to ask
   */
  int ask(BulkId bulk, int atMost);

  /**
   * Closes the run: nothing is asked any more.
   *
   * @param stopped who stopped it, and why; null where it came to its end. What was closed stays
   */
  BulkReport end(BulkId bulk, @Nullable String stopped);

  /** What came of asking one purchase. The names are stored in rows. */
  enum BulkOutcome {
    /** It does what it was asked, and the action is in the audit. */
    DONE,
    /** Nothing of it waited for that; nothing was changed. */
    REFUSED,
    /** Nobody answered in time. It may still come to pass; asked again before the run ends. */
    NOT_ANSWERED
  }

  /**
   * Which of the purchases under way are meant. What is null is not asked.
   *
   * @param words as they were typed into the list's search box, empty for none
   * @param needingPerson whether only those that ask for a person
   * @param attention why they ask for one
   * @param open whether only those that have not ended
   * @param outcome how they ended
   * @param longerAgo subscribed to longer ago than that
   * @param within subscribed to within that time
   */
  record BulkQuestion(
      String words,
      boolean needingPerson,
      @Nullable Attention attention,
      @Nullable PurchaseStep step,
      boolean open,
      PurchaseOutcome.@Nullable Kind outcome,
      @Nullable Duration longerAgo,
      @Nullable Duration within) {}
}
