package licensing.web.support;

import static licensing.web.PageFixtures.PURCHASE;

import java.util.List;
import licensing.reading.Place;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.search.Findings;
import licensing.reading.search.FoundPurchase;
import licensing.reading.search.Part;
import licensing.web.PageFixtures;
import org.jspecify.annotations.Nullable;

/** What a search finds. */
final class Lists {

  static final Part.Spot SPOT = new Part.Spot(1, new Place(PageFixtures.NOON, PURCHASE));

  private Lists() {}

  static FoundPurchase found(PurchaseRecord purchase) {
    var attention = purchase.progress().attention();
    return found(purchase, attention == null ? null : attention.label());
  }

  static FoundPurchase found(PurchaseRecord purchase, @Nullable String attention) {
    return new FoundPurchase(purchase, attention, "Visa ending in 1111", "ref-1");
  }

  static Findings all(FoundPurchase... purchases) {
    return new Findings(List.of(purchases), null, null);
  }

  static Findings inTheMiddle(FoundPurchase... purchases) {
    return new Findings(List.of(purchases), new Part.Before(SPOT), new Part.After(SPOT));
  }
}
