/**
 * The worker dies around every activity while the platform misbehaves, on the real activities, the
 * real database and the stand-in; only Temporal is in memory, and its time is skipped.
 */
@NullMarked
package licensing.crash;

import org.jspecify.annotations.NullMarked;
