package licensing.web.support;

import licensing.reading.search.PurchaseSearch.FoundPurchase;

/** A purchase as it stands in a list. */
public record ListedPurchase(FoundPurchase found, StatusChip chip) {

  public static ListedPurchase of(FoundPurchase found) {
    return new ListedPurchase(found, StatusChip.of(found.purchase().summary(), found.attention()));
  }

  public String id() {
    return found.purchase().id().toString();
  }
}
