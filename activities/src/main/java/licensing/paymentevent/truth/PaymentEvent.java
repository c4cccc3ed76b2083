package licensing.paymentevent.truth;

import java.time.Instant;
import licensing.payment.Money;
import licensing.paymentevent.PaymentEventKind;
import org.jspecify.annotations.Nullable;

/**
 * One thing that came of a payment.
 *
 * @param subject the platform's id of the dispute, the refund or the payment itself
 * @param amount null where the platform names none
 * @param changedAt when it came to be so, by the platform's clock
 */
public record PaymentEvent(
    String subject, PaymentEventKind kind, @Nullable Money amount, Instant changedAt) {

  /** For support staff. */
  @Override
  public String toString() {
    return amount == null ? kind.words() : kind.words() + ", " + amount;
  }
}
