package licensing.platform.webhook;

import licensing.platform.webhook.Webhooks.Signed;
import org.jspecify.annotations.Nullable;

/** A notification on its way, with what it is about. */
record Letter(Notice notice, String transactionId, @Nullable String orderId, Signed signed) {
  Letter with(Signed other) {
    return new Letter(notice, transactionId, orderId, other);
  }
}
