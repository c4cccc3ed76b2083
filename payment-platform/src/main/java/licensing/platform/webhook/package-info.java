/** Signed notifications to the merchant about what happened later. */
@NullMarked
package licensing.platform.webhook;

import org.jspecify.annotations.NullMarked;
