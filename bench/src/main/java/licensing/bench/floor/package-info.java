/**
 * As little as Temporal can be asked for with the product's messages: a start with an update, one
 * more update, a signal and a deadline; all effects are local activities.
 */
@NullMarked
package licensing.bench.floor;

import org.jspecify.annotations.NullMarked;
