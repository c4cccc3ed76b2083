/** Keys that the programs share, for what is encrypted wherever it is kept. */
@NullMarked
package licensing.encryption;

import org.jspecify.annotations.NullMarked;
