package licensing.web.support;

import licensing.bulk.BulkStart;
import licensing.reading.search.PurchaseSearch;
import licensing.reading.search.Question;
import licensing.reading.search.Question.Order;

/**
 * Which of the purchases under way a question means, as it is now.
 *
 * @param number one more than a run may have where they are too many
 * @param everything whether there is none under way besides, whatever the question says
 */
record Matching(int number, boolean everything) {

  static Matching of(Question question, PurchaseSearch search) {
    int number = search.underWay(question, BulkStart.MOST + 1).size();
    return new Matching(number, number > 0 && isAll(number, search));
  }

  public boolean isTooMany() {
    return number > BulkStart.MOST;
  }

  private static boolean isAll(int number, PurchaseSearch search) {
    return search.underWay(Question.of(Order.OLDEST), number + 1).size() == number;
  }
}
