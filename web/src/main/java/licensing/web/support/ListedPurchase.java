package licensing.web.support;

import licensing.reading.search.FoundPurchase;
import licensing.web.progress.Situation;

/** A purchase as it stands in the list. */
record ListedPurchase(FoundPurchase found, Situation situation, String temporalPage) {

  static ListedPurchase of(FoundPurchase found, TemporalPages temporal) {
    var purchase = found.purchase();
    return new ListedPurchase(
        found, Situation.of(purchase), temporal.of(purchase.subscription().purchase()));
  }

  public String id() {
    return found.purchase().subscription().purchase().value();
  }
}
