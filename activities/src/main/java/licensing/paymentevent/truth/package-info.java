/** What the platform says of a payment when it is read again. */
@NullMarked
package licensing.paymentevent.truth;

import org.jspecify.annotations.NullMarked;
