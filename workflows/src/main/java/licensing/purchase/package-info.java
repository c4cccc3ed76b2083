/** The purchase: one buyer's way to one license, as one durable process. */
@NullMarked
package licensing.purchase;

import org.jspecify.annotations.NullMarked;
