/** What support staff may ask of all purchases. */
@NullMarked
package licensing.reading.search;

import org.jspecify.annotations.NullMarked;
