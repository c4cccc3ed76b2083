package licensing.web.support;

import java.util.List;
import licensing.reading.LateNews;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.progress.Situation;

/**
 * A purchase as support staff see it.
 *
 * @param news on its own page alone
 */
record SupportedPurchase(
    PurchaseRecord purchase,
    Situation situation,
    List<LateNews.Item> news,
    String temporalPage,
    String aftermathPage) {

  static SupportedPurchase of(
      PurchaseRecord purchase, List<LateNews.Item> news, TemporalPages pages) {
    var id = purchase.subscription().purchase();
    return new SupportedPurchase(
        purchase, Situation.of(purchase), news, pages.of(id), pages.ofAftermath(id));
  }

  /** What may be asked of it. */
  public List<SupportChoice> choices() {
    return SupportChoice.openTo(purchase);
  }

  public boolean offers(String choice) {
    return choices().stream().anyMatch(offered -> offered.name().equals(choice));
  }

  public String id() {
    return purchase.subscription().purchase().value();
  }
}
