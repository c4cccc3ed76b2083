/** From the entry page to the end of a purchase, as its buyer sees it. */
@NullMarked
package licensing.web.purchase;

import org.jspecify.annotations.NullMarked;
