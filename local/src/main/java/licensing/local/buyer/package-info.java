/**
 * A buyer at the console, driven by a program: what a person does, over HTTP and without a browser.
 */
@NullMarked
package licensing.local.buyer;

import org.jspecify.annotations.NullMarked;
