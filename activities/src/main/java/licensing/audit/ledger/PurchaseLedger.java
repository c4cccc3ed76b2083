package licensing.audit.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import licensing.paymentevent.PaymentEvent;
import licensing.purchase.PurchaseId;

/** PostgreSQL's side. */
public interface PurchaseLedger {

  /** Subscribed to in the period; the end is exclusive. */
  List<RecordedPurchase> subscribed(Instant from, Instant to);

  /** Those of them that are known. */
  List<RecordedPurchase> of(Collection<PurchaseId> purchases);

  /**
   * The purchase that the dispute concerns, if its records do not say yet how the dispute stands.
   * Empty too for one that is about no payment of ours.
   */
  Optional<PurchaseId> unawareOf(PaymentEvent dispute);
}
