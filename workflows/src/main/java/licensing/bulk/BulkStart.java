package licensing.bulk;

import licensing.purchase.message.SupportRequest;

/**
 * What was decided, and by whom.
 *
 * @param operator login name of the support person
 * @param reason in their words
 * @param address the question as the list's address says it, from its question mark on
 * @param confirmed how many purchases they were told it would be; no more than these are asked
 * @param perSecond how many may be asked in a second
 */
public record BulkStart(
    BulkId id,
    String operator,
    String reason,
    BulkAction action,
    BulkQuestion question,
    String address,
    int confirmed,
    int perSecond) {

  /** More at once is no decision that a person can look over. */
  public static final int MOST = 5000;

  /** Leaves room for the run's name within what a purchase takes for a reason. */
  public static final int LONGEST_REASON = 400;

  private static final int FASTEST = 100;

  public BulkStart {
    if (confirmed < 1 || confirmed > MOST) {
      throw new IllegalArgumentException("from 1 to %d purchases".formatted(MOST));
    }
    if (perSecond < 1 || perSecond > FASTEST) {
      throw new IllegalArgumentException("from 1 to %d a second".formatted(FASTEST));
    }
    if (!SupportRequest.isKept(reason, LONGEST_REASON)) {
      throw new IllegalArgumentException("a bulk run has a reason");
    }
  }
}
