/** What support staff see of purchases, and may ask of them. */
@NullMarked
package licensing.web.support;

import org.jspecify.annotations.NullMarked;
