package licensing.audit.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import licensing.purchase.PurchaseId;

/** PostgreSQL's side. */
public interface PurchaseLedger {

  /** Subscribed to in the period; the end is exclusive. */
  List<RecordedPurchase> subscribed(Instant from, Instant to);

  /** Those of them that are known. */
  List<RecordedPurchase> of(Collection<PurchaseId> purchases);
}
