/** The rows of payment attempts, the referees of every race, and the payment secrets. */
@NullMarked
package licensing.payment.jdbc;

import org.jspecify.annotations.NullMarked;
