/** The languages of the console, and how a reader chooses one. */
@NullMarked
package licensing.web.language;

import org.jspecify.annotations.NullMarked;
