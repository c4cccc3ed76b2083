/** The list of purchases of all organizations, and its file. */
@NullMarked
package licensing.web.support.list;

import org.jspecify.annotations.NullMarked;
