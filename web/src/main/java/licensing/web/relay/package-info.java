/** Repeats reports to purchases until Temporal acknowledges them. */
@NullMarked
package licensing.web.relay;

import org.jspecify.annotations.NullMarked;
