/** What programs ask the console: their keys, and what all of their routes have in common. */
@NullMarked
package licensing.web.api;

import org.jspecify.annotations.NullMarked;
