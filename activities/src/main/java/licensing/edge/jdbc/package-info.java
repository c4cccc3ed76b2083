/** Keeps what came in from the payment page until the process took it over. */
@NullMarked
package licensing.edge.jdbc;

import org.jspecify.annotations.NullMarked;
