package licensing.web.support;

import licensing.purchase.Situation;
import licensing.reading.search.FoundPurchase;

/** A purchase as it stands in the list. */
record ListedPurchase(FoundPurchase found, Situation situation, String temporalPage) {

  static ListedPurchase of(FoundPurchase found, TemporalPages temporal) {
    var purchase = found.purchase();
    return new ListedPurchase(
        found, purchase.outlook().situation(), temporal.of(purchase.subscription().purchase()));
  }

  public String id() {
    return found.purchase().subscription().purchase().value();
  }
}
