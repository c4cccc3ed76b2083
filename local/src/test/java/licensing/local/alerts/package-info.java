/** What calls a person, and what is written for that person. */
@NullMarked
package licensing.local.alerts;

import org.jspecify.annotations.NullMarked;
