/** Asks purchases through Temporal. */
@NullMarked
package licensing.bulk.temporal;

import org.jspecify.annotations.NullMarked;
