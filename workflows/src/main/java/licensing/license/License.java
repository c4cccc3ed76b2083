package licensing.license;

import licensing.offer.OfferKind;
import licensing.purchase.PurchaseId;

/** The right to use what was bought. A purchase has at most one, for its whole quantity. */
public record License(
    LicenseKey key,
    PurchaseId purchase,
    OfferKind kind,
    int quantity,
    boolean autoRenew,
    LicensePeriod period) {}
