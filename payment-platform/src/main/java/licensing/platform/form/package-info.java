/**
 * The card form in the buyer's browser: client tokens, what the real client asks, and the frames.
 */
@NullMarked
package licensing.platform.form;

import org.jspecify.annotations.NullMarked;
