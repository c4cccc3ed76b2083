/** What merchants and the gateway send each other: XML, or JSON where Node asks. */
@NullMarked
package licensing.platform.xml;

import org.jspecify.annotations.NullMarked;
