/** The one place of the console that talks to Temporal. */
@NullMarked
package licensing.web.process;

import org.jspecify.annotations.NullMarked;
