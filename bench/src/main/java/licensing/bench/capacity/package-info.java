/** What so many purchases need, and what that costs, computed from what was measured. */
@NullMarked
package licensing.bench.capacity;

import org.jspecify.annotations.NullMarked;
