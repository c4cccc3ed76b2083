/** The platform, held against the unmodified SDK of the real one. */
@NullMarked
package licensing.platform;

import org.jspecify.annotations.NullMarked;
