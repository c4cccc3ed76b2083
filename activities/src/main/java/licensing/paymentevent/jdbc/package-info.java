/** What the platform reports, settled on what it says when it is read again. */
@NullMarked
package licensing.paymentevent.jdbc;

import org.jspecify.annotations.NullMarked;
