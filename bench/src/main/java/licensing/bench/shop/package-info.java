/** What every peer does the same way: its rows, its calls of the payment platform, its process. */
@NullMarked
package licensing.bench.shop;

import org.jspecify.annotations.NullMarked;
