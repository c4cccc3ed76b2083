package licensing.reading.search;

import licensing.reading.PurchaseRecords.PurchaseRecord;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as it is listed.
 *
 * @param attention the label of why a person should look, also one that is not known here; null
 *     when nobody needs to
 * @param card what may be shown of the card that was authorized, such as "Visa ending in 1111"
 * @param reference of the authorized payment at the platform
 */
public record FoundPurchase(
    PurchaseRecord purchase,
    @Nullable String attention,
    @Nullable String card,
    @Nullable String reference) {}
