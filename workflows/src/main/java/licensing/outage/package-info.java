/** The payment platform is away, and one probe watches for its return. */
@NullMarked
package licensing.outage;

import org.jspecify.annotations.NullMarked;
