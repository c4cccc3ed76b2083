package licensing.web.progress;

import licensing.reading.PurchaseRecords.PurchaseRecord;

/** A purchase as pages show and follow it. */
public record FollowedPurchase(PurchaseRecord purchase, Situation situation) {

  public static FollowedPurchase of(PurchaseRecord purchase) {
    return new FollowedPurchase(purchase, Situation.of(purchase));
  }

  public String id() {
    return purchase.subscription().purchase().value();
  }

  /** Differs whenever a page would have to show something else. */
  public String mark() {
    return situation + "-" + purchase.progress().attempt();
  }

  /** Whether the page has to follow what comes. */
  public boolean isFollowed() {
    return !situation.isAtRest();
  }
}
