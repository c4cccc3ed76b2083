package licensing.web.progress;

import licensing.payment.AuthorizationResult.Declined;
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

  /** Whether the latest card was refused since the buyer's bank did not confirm the payment. */
  public boolean isUnconfirmed() {
    String reason = purchase.progress().paymentReason();
    return reason != null && reason.startsWith(Declined.NOT_CONFIRMED);
  }

  /** Whether the page has to follow what comes. */
  public boolean isFollowed() {
    return !situation.isAtRest();
  }
}
