/** Where a purchase is, as its buyer sees it, told to open pages the moment it changes. */
@NullMarked
package licensing.web.progress;

import org.jspecify.annotations.NullMarked;
