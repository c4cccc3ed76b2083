/**
 * Bulk runs: their rows, which say what was decided, what is asked and what came of it, and how
 * purchases are asked.
 */
@NullMarked
package licensing.bulk.jdbc;

import org.jspecify.annotations.NullMarked;
