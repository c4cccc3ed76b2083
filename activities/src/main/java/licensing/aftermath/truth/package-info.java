/** What the platform says of a payment when it is read again. */
@NullMarked
package licensing.aftermath.truth;

import org.jspecify.annotations.NullMarked;
