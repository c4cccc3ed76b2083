/** The console homepage, and the feature that a license opens. */
@NullMarked
package licensing.web.home;

import org.jspecify.annotations.NullMarked;
