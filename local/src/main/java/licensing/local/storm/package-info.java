/**
 * A storm: the real stack, buyers, and everything that can go wrong at once; then a judgment by the
 * three ledgers.
 */
@NullMarked
package licensing.local.storm;

import org.jspecify.annotations.NullMarked;
