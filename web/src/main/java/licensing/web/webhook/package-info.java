/** Where an organization wants webhooks, and what came of those that were sent. */
@NullMarked
package licensing.web.webhook;

import org.jspecify.annotations.NullMarked;
