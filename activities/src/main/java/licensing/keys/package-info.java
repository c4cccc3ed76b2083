/** Secret keys that the programs share, as the environment names them. */
@NullMarked
package licensing.keys;

import org.jspecify.annotations.NullMarked;
