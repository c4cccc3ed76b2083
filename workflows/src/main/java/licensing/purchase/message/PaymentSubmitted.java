package licensing.purchase.message;

import licensing.buyer.Buyer;

/**
 * The report that a payment was handed in for an attempt. Only a wake-up: the attempt's row says
 * whether it is true.
 */
public record PaymentSubmitted(Buyer buyer, int attempt) {}
