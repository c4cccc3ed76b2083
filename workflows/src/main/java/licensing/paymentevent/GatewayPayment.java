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
 * @param givenBack how much of it was refunded so far; null for nothing
 * @param events what came of it after it was made
 */
public record GatewayPayment(
    String reference,
    String orderId,
    @Nullable Money amount,
    MoneyState money,
    @Nullable Money givenBack,
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
        && events.stream().noneMatch(event -> event.kind() == PaymentEvent.Kind.DISPUTE_OPEN);
  }

  /** Whether something is said of that subject that the platform reports. */
  public boolean tellsOf(String subject) {
    return events.stream()
        .filter(event -> event.kind() != PaymentEvent.Kind.MONEY_GIVEN_BACK)
        .anyMatch(event -> event.subject().equals(subject));
  }

  /** Amount and state. */
  public String words() {
    return (amount == null ? "an amount without a name" : amount) + " " + money.words();
  }

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
      Kind kind,
      @Nullable Money amount,
      Instant changedAt) {

    /** For support staff. */
    @Override
    public String toString() {
      return amount == null ? kind.words() : kind.words() + ", " + amount;
    }

    /**
     * What the platform may say of a payment long after it was made. The names are stored in rows.
     */
    public enum Kind {
      /** The buyer's bank asks for the money back; nothing is decided yet. */
      DISPUTE_OPEN("dispute open"),
      DISPUTE_WON("dispute won"),
      /** Lost, accepted, or not answered in time: the bank has the money. */
      DISPUTE_LOST("dispute lost"),
      /** The money that was taken was never paid out. */
      SETTLEMENT_DECLINED("settlement declined"),
      /** Money that was sent back did not arrive; it is with us still. */
      REFUND_FAILED("refund failed"),
      /** As before, and later refunds gave all of it back. */
      REFUND_MADE_GOOD("refund failed and was made good"),
      /**
       * Money of a license that works was sent back by somebody at the platform, all of it or a
       * part.
       */
      MONEY_GIVEN_BACK("money given back");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      /** Whether a bank asks for the money, or did. */
      public boolean isOfADispute() {
        return this == DISPUTE_OPEN || this == DISPUTE_WON || this == DISPUTE_LOST;
      }

      /** Whether money that was sent back did not arrive. */
      public boolean isOfAFailedRefund() {
        return this == REFUND_FAILED || this == REFUND_MADE_GOOD;
      }

      /** For support staff. */
      public String words() {
        return words;
      }
    }
  }
}
