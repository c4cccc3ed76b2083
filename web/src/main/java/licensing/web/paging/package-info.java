/** How addresses name places in lists. */
@NullMarked
package licensing.web.paging;

import org.jspecify.annotations.NullMarked;
