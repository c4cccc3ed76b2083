/** Payments on Braintree, and the one place that knows its transactions, sales and nonces. */
@NullMarked
package licensing.payment.braintree;

import org.jspecify.annotations.NullMarked;
