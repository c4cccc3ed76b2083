/**
 * Kill Bill, a billing system that is run and not written: an unmodified release of it, asked over
 * HTTP for a payment, and for a subscription with its invoice and payment. It takes part only where
 * it is asked for.
 */
@NullMarked
package licensing.bench.killbill;

import org.jspecify.annotations.NullMarked;
