/** Who waits for the payment platform, by the records. */
@NullMarked
package licensing.outage.jdbc;

import org.jspecify.annotations.NullMarked;
