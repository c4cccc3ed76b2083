/** Who uses the console, and how they prove it. */
@NullMarked
package licensing.web.login;

import org.jspecify.annotations.NullMarked;
