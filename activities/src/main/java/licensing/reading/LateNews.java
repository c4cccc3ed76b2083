package licensing.reading;

import java.time.Instant;
import java.util.List;
import licensing.buyer.OrganizationId;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import org.jspecify.annotations.Nullable;

/** What came of a purchase's payments after all, and of payments that came late or twice. */
public interface LateNews {

  /** In the order in which it happened; empty for another organization's purchase. */
  List<Item> of(PurchaseId purchase, OrganizationId organization);

  /** For support staff only: whatever organization it is of. */
  List<Item> forSupport(PurchaseId purchase);

  /**
   * One thing to be told.
   *
   * @param amount null where the platform names none
   * @param since when it came to be so
   * @param reference the platform's id of the payment, for support staff
   */
  record Item(Kind kind, @Nullable Money amount, Instant since, String reference) {}

  /** What it is about; the names are keys of messages. */
  enum Kind {
    /** A payment beside the adopted one, which is being given back. */
    SURPLUS_FOUND,
    SURPLUS_RELEASED,
    SURPLUS_REFUNDED,
    DISPUTE_OPEN,
    DISPUTE_WON,
    DISPUTE_LOST,
    SETTLEMENT_DECLINED,
    REFUND_FAILED,
    REFUND_MADE_GOOD
  }
}
