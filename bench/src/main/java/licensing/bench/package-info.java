/** Buys at the product and at its peers in turn, and compares what that costs. */
@NullMarked
package licensing.bench;

import org.jspecify.annotations.NullMarked;
