package licensing.audit;

import io.temporal.activity.ActivityInterface;

/**
 * Payment attempts that were closed without the platform's own answer, for the day in which money
 * may yet appear for them.
 */
@ActivityInterface(namePrefix = "WatchList.")
public interface WatchList {

  /**
   * Searches the platform for those that were searched for the longest ago, and gives back whatever
   * is held or taken for them. Repeatable.
   *
   * @param atMost so many searches, however many are on the list
   */
  Watch giveBackLate(int atMost);

  /**
   * What came of looking.
   *
   * @param searched how many attempts were searched for
   * @param givenBack for how many of them money had come, which is given back by now
   * @param failed how many could not be searched for, or given back; they come again
   */
  record Watch(int searched, int givenBack, int failed) {}
}
