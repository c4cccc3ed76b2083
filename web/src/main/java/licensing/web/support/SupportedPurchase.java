package licensing.web.support;

import java.util.List;
import licensing.purchase.Outlook;
import licensing.reading.LateNews;
import licensing.reading.PurchaseRecords.PurchaseRecord;

/**
 * A purchase as support staff see it.
 *
 * @param news on its own page alone
 */
record SupportedPurchase(
    PurchaseRecord purchase,
    Outlook outlook,
    List<LateNews.Item> news,
    String temporalPage,
    String aftermathPage) {

  static SupportedPurchase of(
      PurchaseRecord purchase, List<LateNews.Item> news, TemporalPages pages) {
    var id = purchase.subscription().purchase();
    return new SupportedPurchase(
        purchase, purchase.outlook(), news, pages.of(id), pages.ofAftermath(id));
  }

  /** What may be asked of it. */
  public List<SupportChoice> choices() {
    return SupportChoice.of(outlook);
  }

  public boolean offers(String choice) {
    return choices().stream().anyMatch(offered -> offered.name().equals(choice));
  }

  public String id() {
    return purchase.subscription().purchase().value();
  }
}
