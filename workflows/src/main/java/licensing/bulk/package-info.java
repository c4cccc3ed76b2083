/**
 * One decision of support about many purchases: each is asked by its own process, at a limited
 * rate, and what it answers is written down.
 */
@NullMarked
package licensing.bulk;

import org.jspecify.annotations.NullMarked;
