package licensing.bulk;

import io.temporal.activity.ActivityInterface;
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
}
