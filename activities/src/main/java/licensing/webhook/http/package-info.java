/**
 * Webhooks as organizations are sent them: made of the outbox, signed by the Standard Webhooks
 * scheme, and posted to public addresses alone.
 */
@NullMarked
package licensing.webhook.http;

import org.jspecify.annotations.NullMarked;
