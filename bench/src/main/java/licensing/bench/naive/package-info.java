/**
 * A process as many write it at first: an activity for each step, the step as a search attribute,
 * what the buyer does as signals, and its status asked for by queries.
 */
@NullMarked
package licensing.bench.naive;

import org.jspecify.annotations.NullMarked;
