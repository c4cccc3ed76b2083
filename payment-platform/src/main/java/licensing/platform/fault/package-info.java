/** What goes wrong on demand, so that the merchant's side can be tried against it. */
@NullMarked
package licensing.platform.fault;

import org.jspecify.annotations.NullMarked;
