package licensing.purchase.status;

import licensing.payment.AttemptState;
import org.jspecify.annotations.Nullable;

/**
 * What a page may know of where a purchase is.
 *
 * @param attempt number of the latest payment attempt, 0 before the first
 * @param payment state of that attempt
 * @param paymentReason why the latest decided attempt was declined, in the platform's words, or not
 *     charged, mostly in ours
 * @param outcome how it ended, null while it is open
 * @param trouble what fails and is tried again, null where nothing does
 * @param attention why a person should look, null when nobody needs to
 * @param version counts the changes of the record
 */
public record PurchaseProgress(
    PurchaseStep step,
    int attempt,
    @Nullable AttemptState payment,
    @Nullable String paymentReason,
    PurchaseOutcome.@Nullable Kind outcome,
    @Nullable Attention trouble,
    @Nullable Attention attention,
    long version) {

  public boolean isOpen() {
    return outcome == null;
  }
}
