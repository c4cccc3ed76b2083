/** The activities as a worker serves them. */
@NullMarked
package licensing.activities;

import org.jspecify.annotations.NullMarked;
