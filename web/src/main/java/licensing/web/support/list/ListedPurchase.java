package licensing.web.support.list;

import licensing.purchase.status.PurchaseStatus;
import licensing.reading.search.FoundPurchase;
import licensing.web.support.TemporalPages;

/** A purchase as it stands in the list. */
record ListedPurchase(FoundPurchase found, PurchaseStatus status, String temporalPage) {

  static ListedPurchase of(FoundPurchase found, TemporalPages temporal) {
    var purchase = found.purchase();
    return new ListedPurchase(
        found, purchase.summary().status(), temporal.of(purchase.subscription().purchase()));
  }

  public String id() {
    return found.purchase().subscription().purchase().toString();
  }
}
