package licensing.web.support.bulk;

import licensing.bulk.BulkStart;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseFilter.Order;
import licensing.reading.search.PurchaseSearch;

/**
 * How many of the purchases under way a filter matches, as it is now.
 *
 * @param number one more than a run may have where they are too many
 * @param everything whether there is none under way besides, whatever the filter says
 */
record MatchCount(int number, boolean everything) {

  static MatchCount of(PurchaseFilter filter, PurchaseSearch search) {
    int number = search.underWay(filter, BulkStart.MOST + 1).size();
    return new MatchCount(number, number > 0 && isAll(number, search));
  }

  public boolean isTooMany() {
    return number > BulkStart.MOST;
  }

  private static boolean isAll(int number, PurchaseSearch search) {
    return search.underWay(PurchaseFilter.of(Order.OLDEST), number + 1).size() == number;
  }
}
