/** The database as a whole: its migrations, and the row that every change of a purchase locks. */
@NullMarked
package licensing.db;

import org.jspecify.annotations.NullMarked;
