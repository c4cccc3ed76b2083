/** The console on a real PostgreSQL, for tests. */
@NullMarked
package licensing.web.testing;

import org.jspecify.annotations.NullMarked;
