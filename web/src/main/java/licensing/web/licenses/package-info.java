/** The license management page: licenses and purchases of an organization. */
@NullMarked
package licensing.web.licenses;

import org.jspecify.annotations.NullMarked;
