/** The rows of licenses, one a purchase. */
@NullMarked
package licensing.license.jdbc;

import org.jspecify.annotations.NullMarked;
