/**
 * The database as a whole: its migrations, how its columns are read, and the row that every change
 * of a purchase locks.
 */
@NullMarked
package licensing.db;

import org.jspecify.annotations.NullMarked;
