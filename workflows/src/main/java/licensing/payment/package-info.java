/** Money, the attempts to be paid, and the contract with whoever moves the money. */
@NullMarked
package licensing.payment;

import org.jspecify.annotations.NullMarked;
