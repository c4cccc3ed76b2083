/** Where the payment platform's webhooks arrive. */
@NullMarked
package licensing.web.notification;

import org.jspecify.annotations.NullMarked;
