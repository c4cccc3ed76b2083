/** What very many purchases cost: those that wait for their payment, and those that have ended. */
@NullMarked
package licensing.bench.many;

import org.jspecify.annotations.NullMarked;
