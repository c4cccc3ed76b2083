/** The whole system on one machine: starts it, watches it, stops it, and measures it. */
@NullMarked
package licensing.local;

import org.jspecify.annotations.NullMarked;
