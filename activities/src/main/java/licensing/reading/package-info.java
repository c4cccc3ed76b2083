/** What pages may read; everything is limited to the organization that asks. */
@NullMarked
package licensing.reading;

import org.jspecify.annotations.NullMarked;
