package licensing.platform.gateway;

import licensing.platform.ledger.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a sale asks for.
 *
 * @param submit capture at once, not only authorize
 * @param authenticationRequired refuse unless 3-D Secure has shifted the liability
 * @param keyed it carries a request key
 */
record SaleRequest(
    Money money,
    String account,
    @Nullable String orderId,
    PaymentSource source,
    boolean submit,
    boolean authenticationRequired,
    boolean keyed) {}
