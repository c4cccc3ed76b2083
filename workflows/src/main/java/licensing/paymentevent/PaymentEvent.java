package licensing.paymentevent;

import java.time.Instant;
import licensing.payment.Money;
import org.jspecify.annotations.Nullable;

/**
 * One thing that came of a payment.
 *
 * @param reference of the payment on the platform
 * @param orderId of the payment, empty where it has none
 * @param subject the platform's id of the dispute, the refund or the payment itself
 * @param amount null where the platform names none
 * @param changedAt when it came to be so, by the platform's clock
 */
public record PaymentEvent(
    String reference,
    String orderId,
    String subject,
    PaymentEventKind kind,
    @Nullable Money amount,
    Instant changedAt) {

  /** For support staff. */
  @Override
  public String toString() {
    return amount == null ? kind.words() : kind.words() + ", " + amount;
  }
}
