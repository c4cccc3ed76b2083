/** Decisions about many purchases at once. */
@NullMarked
package licensing.web.support.bulk;

import org.jspecify.annotations.NullMarked;
