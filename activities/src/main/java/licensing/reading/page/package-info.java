/** Lists that are read page by page, by the keys at their pages' edges. */
@NullMarked
package licensing.reading.page;

import org.jspecify.annotations.NullMarked;
