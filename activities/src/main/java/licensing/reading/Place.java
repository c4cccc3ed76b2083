package licensing.reading;

import java.time.Instant;
import licensing.purchase.PurchaseId;

/**
 * Where an entry stands in a list that shows the newest first.
 *
 * @param purchase tells apart what happened at the same time
 */
public record Place(Instant time, PurchaseId purchase) {}
