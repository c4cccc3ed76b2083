package licensing.web.progress;

import java.time.Duration;
import licensing.bulk.BulkId;
import licensing.buyer.OrganizationId;
import licensing.purchase.PurchaseId;

/** What an open page shows, and follows. */
sealed interface Topic {

  /** A purchase, for its buyer's organization. */
  record OwnPurchase(PurchaseId purchase, OrganizationId organization) implements Topic {}

  /** A purchase, for support staff, who may follow any. */
  record AnyPurchase(PurchaseId purchase) implements Topic {}

  /** Which purchases need a person: every list of support staff shows the same. */
  record AttentionLists() implements Topic {}

  /** How far a bulk run is; also of one that has not begun yet. */
  record BulkProgress(BulkId bulk) implements Topic {}

  /** Whether a change of the purchase may be news of it. */
  default boolean isAbout(PurchaseId changed) {
    return switch (this) {
      case OwnPurchase(var purchase, var _) -> purchase.equals(changed);
      case AnyPurchase(var purchase) -> purchase.equals(changed);
      case AttentionLists _ -> true;
      case BulkProgress _ -> false;
    };
  }

  /** Told no more often: a buyer is told at once, and many changes are one change of a list. */
  default Duration pause() {
    return switch (this) {
      case OwnPurchase _, AnyPurchase _ -> Duration.ZERO;
      case AttentionLists _, BulkProgress _ -> Duration.ofSeconds(1);
    };
  }
}
