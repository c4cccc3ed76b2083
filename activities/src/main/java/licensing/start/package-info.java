/** How the programs start. */
@NullMarked
package licensing.start;

import org.jspecify.annotations.NullMarked;
