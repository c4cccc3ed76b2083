package licensing.web.support;

import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.progress.Situation;

/** A purchase as support staff see it. */
record SupportedPurchase(PurchaseRecord purchase, Situation situation, String temporalPage) {

  static SupportedPurchase of(PurchaseRecord purchase, TemporalPages pages) {
    return new SupportedPurchase(
        purchase, Situation.of(purchase), pages.of(purchase.subscription().purchase()));
  }

  public String id() {
    return purchase.subscription().purchase().value();
  }
}
