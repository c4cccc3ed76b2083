/** Reads the records for pages. */
@NullMarked
package licensing.reading.jdbc;

import org.jspecify.annotations.NullMarked;
