package licensing.payment;

import java.time.Instant;

/**
 * The hold on the money.
 *
 * @param reference the platform's own id of it
 * @param authorizedAt the platform's time, where the license period starts
 * @param card what may be shown of the card, such as "Visa ending in 1111"
 */
public record Authorization(String reference, Instant authorizedAt, Money amount, String card) {}
