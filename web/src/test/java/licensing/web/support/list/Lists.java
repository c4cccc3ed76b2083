package licensing.web.support.list;

import static licensing.web.PageFixtures.PURCHASE;

import java.util.List;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.reading.search.PurchaseSearch.FoundPurchase;
import licensing.web.PageFixtures;
import org.jspecify.annotations.Nullable;

/** What a search finds. */
final class Lists {

  static final Cursor AFTER = Cursor.after(1, PageFixtures.NOON, PURCHASE);
  static final Cursor BEFORE = Cursor.parse(AFTER.toString().replace("after", "before"));

  private Lists() {}

  static FoundPurchase found(PurchaseRecord purchase) {
    var attention = purchase.progress().attention();
    return found(purchase, attention == null ? null : attention.label());
  }

  static FoundPurchase found(PurchaseRecord purchase, @Nullable String attention) {
    return new FoundPurchase(purchase, attention, "Visa ending in 1111", "ref-1", null, null);
  }

  static FoundPurchase captured(PurchaseRecord purchase, @Nullable String givenBack) {
    var total = purchase.subscription().total();
    return new FoundPurchase(purchase, null, "Visa ending in 1111", "ref-1", total, givenBack);
  }

  static Page<FoundPurchase> all(FoundPurchase... purchases) {
    return new Page<>(List.of(purchases), null, null);
  }

  static Page<FoundPurchase> inTheMiddle(FoundPurchase... purchases) {
    return new Page<>(List.of(purchases), BEFORE, AFTER);
  }
}
