/** Cards as they are typed in, on their way through memory to a keyed digest. */
@NullMarked
package licensing.platform.card;

import org.jspecify.annotations.NullMarked;
