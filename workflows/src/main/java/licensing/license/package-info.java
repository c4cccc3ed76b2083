/** What the buyer gets. */
@NullMarked
package licensing.license;

import org.jspecify.annotations.NullMarked;
