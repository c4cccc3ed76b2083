/** What every request and every answer must keep to. */
@NullMarked
package licensing.web.security;

import org.jspecify.annotations.NullMarked;
