package licensing.web.process;

import licensing.bulk.BulkId;
import licensing.bulk.BulkStart;

/** The processes of bulk runs, as the console speaks to them. Every call answers within 3 s. */
public interface BulkProcesses {

  /**
   * Begins a run. Its id is one run for ever: what was begun under it before stays as it is, and is
   * {@link Answer.AlreadyEnded}, whether or not it goes on still.
   */
  Answer<BulkId> begin(BulkStart start);

  /** Whether there is such a run, of which nothing may be recorded yet, and whether it goes on. */
  Answer<BulkId> find(BulkId bulk);

  /**
   * Stops a run: what is not asked by then stays unasked. Repeatable.
   *
   * @param operator who stops it
   * @param reason in their words
   */
  Answer<BulkId> stop(BulkId bulk, String operator, String reason);
}
