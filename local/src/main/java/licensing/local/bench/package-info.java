/** How fast the console answers where much has been bought. */
@NullMarked
package licensing.local.bench;

import org.jspecify.annotations.NullMarked;
