/** The rows of bulk runs, which say what was decided, what is asked, and what came of it. */
@NullMarked
package licensing.bulk.jdbc;

import org.jspecify.annotations.NullMarked;
