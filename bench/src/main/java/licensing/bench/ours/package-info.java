/** The product, bought at as its peers are: by its process alone, and through its pages. */
@NullMarked
package licensing.bench.ours;

import org.jspecify.annotations.NullMarked;
