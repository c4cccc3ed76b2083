/** What a reader sees when something is not there or does not work. */
@NullMarked
package licensing.web.errors;

import org.jspecify.annotations.NullMarked;
