package licensing.audit.ledger;

import licensing.paymentevent.truth.PaymentEvent;

/**
 * A dispute as the platform has it.
 *
 * @param reference of the disputed payment
 * @param orderId of that payment, empty where the platform has none
 * @param event how the dispute stands
 */
public record PlatformDispute(String reference, String orderId, PaymentEvent event) {}
