package licensing.paymentevent;

import java.time.Instant;
import java.util.List;
import licensing.payment.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the platform has it by now.
 *
 * @param orderId empty where it has none
 * @param amount null where it names none
 * @param events what came of it after it was made
 */
public record GatewayPayment(
    String reference,
    String orderId,
    @Nullable Money amount,
    MoneyState money,
    Instant createdAt,
    List<PaymentEvent> events) {

  /** What became of the money. */
  public enum MoneyState {
    HELD("only held"),
    TAKEN("taken"),
    /** Voided, refunded, expired, refused or lost to a bank: nothing of it is with us. */
    NOT_OURS("given back or refused");

    private final String words;

    MoneyState(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public GatewayPayment {
    events = List.copyOf(events);
  }

  /** Whether money of it is held or taken, and has not gone back completely. */
  public boolean isWithUs() {
    return money != MoneyState.NOT_OURS;
  }

  /** Whether money is with us that nobody asks for by other ways: it may be given back. */
  public boolean canBeGivenBack() {
    return isWithUs()
        && events.stream().noneMatch(event -> event.kind() == PaymentEventKind.DISPUTE_OPEN);
  }

  /** Whether something is said of that subject. */
  public boolean tellsOf(String subject) {
    return events.stream().anyMatch(event -> event.subject().equals(subject));
  }

  /** Amount and state. */
  public String words() {
    return (amount == null ? "an amount without a name" : amount) + " " + money.words();
  }
}
