@NullMarked
package licensing.audit.jdbc;

import org.jspecify.annotations.NullMarked;
