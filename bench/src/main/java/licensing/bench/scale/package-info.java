/** What more consoles and more workers bring, and what becomes the limit. */
@NullMarked
package licensing.bench.scale;

import org.jspecify.annotations.NullMarked;
