/** How the programs reach Temporal, as far as the starter cannot say it. */
@NullMarked
package licensing.temporal;

import org.jspecify.annotations.NullMarked;
