/** What buyer, platform and support say to a purchase, and how it refuses. */
@NullMarked
package licensing.purchase.message;

import org.jspecify.annotations.NullMarked;
