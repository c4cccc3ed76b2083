/** How purchases are asked in a bulk run. */
@NullMarked
package licensing.bulk.desk;

import org.jspecify.annotations.NullMarked;
