package licensing.purchase;

import licensing.buyer.Buyer;
import licensing.offer.OfferKind;

/** What a purchase is started with: who wants what, and how long it may wait for things. */
public record PurchaseStart(PurchaseId purchase, Buyer buyer, OfferKind offer, Timeouts waits) {}
