/** The whole stack, driven as a buyer does while its programs are killed under the purchase. */
@NullMarked
package licensing.local.crash;

import org.jspecify.annotations.NullMarked;
