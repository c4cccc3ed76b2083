/** The console as people meet it: in a browser, on the whole running system. */
@NullMarked
package licensing.local.browser;

import org.jspecify.annotations.NullMarked;
