package licensing.audit.ledger;

import java.time.Instant;
import licensing.payment.Money;
import org.jspecify.annotations.Nullable;

/**
 * A sale as the platform has it.
 *
 * @param orderId empty where the platform has none
 * @param amount null where the platform names none
 */
public record PlatformPayment(
    String reference, String orderId, @Nullable Money amount, MoneyState state, Instant createdAt) {

  /** What became of the money. */
  public enum MoneyState {
    HELD("only held"),
    TAKEN("taken"),
    /** Voided, refunded, expired or refused: nothing of it is with us. */
    NOT_OURS("given back or refused");

    private final String words;

    MoneyState(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  boolean isWithUs() {
    return state != MoneyState.NOT_OURS;
  }

  /** Amount and state. */
  String words() {
    return (amount == null ? "an amount without a name" : amount) + " " + state.words();
  }
}
