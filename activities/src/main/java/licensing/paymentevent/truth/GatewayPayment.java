package licensing.paymentevent.truth;

import java.util.List;
import licensing.payment.Money;
import licensing.paymentevent.PaymentEventKind;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the platform has it by now.
 *
 * @param orderId empty where it has none
 * @param amount null where it names none
 * @param withUs whether money of it is held or taken, and has not gone back completely
 * @param events what came of it after it was made
 */
public record GatewayPayment(
    String reference,
    String orderId,
    @Nullable Money amount,
    boolean withUs,
    List<PaymentEvent> events) {

  public GatewayPayment {
    events = List.copyOf(events);
  }

  boolean isDisputed() {
    return events.stream().anyMatch(event -> event.kind() == PaymentEventKind.DISPUTE_OPEN);
  }

  /** Whether money is with us that nobody asks for by other ways: it may be given back. */
  public boolean canBeGivenBack() {
    return withUs && !isDisputed();
  }

  /** Whether something is said of that subject. */
  public boolean tellsOf(String subject) {
    return events.stream().anyMatch(event -> event.subject().equals(subject));
  }
}
