@NullMarked
package licensing.audit.temporal;

import org.jspecify.annotations.NullMarked;
