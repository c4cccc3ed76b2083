/** What reaches us from the payment platform through pages and callbacks. */
@NullMarked
package licensing.edge;

import org.jspecify.annotations.NullMarked;
