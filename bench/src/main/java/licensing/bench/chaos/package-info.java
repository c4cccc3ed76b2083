/**
 * Lets peers' programs die, stop and lose the platform while they sell, and counts what came of it.
 */
@NullMarked
package licensing.bench.chaos;

import org.jspecify.annotations.NullMarked;
