/** The gateway's XML, read without outside entities and written without surprises. */
@NullMarked
package licensing.platform.xml;

import org.jspecify.annotations.NullMarked;
