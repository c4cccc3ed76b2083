package licensing.purchase.message;

import java.time.Instant;

/**
 * Support gives the buyer more time to pay.
 *
 * @param payBefore the new deadline
 */
public record ExtendDeadline(SupportRequest request, Instant payBefore) {}
