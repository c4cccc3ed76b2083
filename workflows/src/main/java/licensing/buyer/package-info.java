/** Who buys: a user of an organization. */
@NullMarked
package licensing.buyer;

import org.jspecify.annotations.NullMarked;
