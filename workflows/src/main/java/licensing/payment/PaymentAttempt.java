package licensing.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.StateGraph;

/**
 * One try to be paid.
 *
 * @param number from 1 within its purchase
 */
public record PaymentAttempt(PurchaseId purchase, int number, Money amount) {

  /** How many cards a buyer may try in one purchase. */
  public static final int LIMIT = 5;

  private static final Pattern ORDER_ID =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-\\d+");

  public PaymentAttempt {
    if (number < 1 || number > LIMIT) {
      throw new IllegalArgumentException("no attempt has the number " + number);
    }
  }

  /** The order id on the platform: the same on every repetition, and never used by another try. */
  public String orderId() {
    return orderId(purchase, number);
  }

  /** As {@link #orderId()}, where the amount is not at hand. */
  public static String orderId(PurchaseId purchase, int number) {
    return purchase.toString() + "-" + number;
  }

  /** The purchase that an order id on the platform is of; empty for one that is not ours. */
  public static Optional<PurchaseId> purchaseOf(String orderId) {
    Matcher order = ORDER_ID.matcher(orderId);
    return order.matches() ? Optional.of(PurchaseId.of(order.group(1))) : Optional.empty();
  }

  /** The try that follows when this one was declined. */
  public PaymentAttempt next() {
    return new PaymentAttempt(purchase, number + 1, amount);
  }

  /** Whether no further card may be tried. */
  @JsonIgnore
  public boolean isLast() {
    return number == LIMIT;
  }

  /**
   * Where a payment attempt is. Its row decides every race; the names are stored there. What may
   * follow what stands in {@link StateGraph#ATTEMPT}.
   */
  public enum State implements StateGraph.State {
    /** The payment page may hand in a payment. */
    OPEN,
    /** A payment was handed in; nothing was sent to the platform, or provably not taken by it. */
    SUBMITTED,
    /** The request may be on its way to the platform: look up, never sell again. */
    CHARGING,
    /** The money is held. */
    AUTHORIZED,
    /** The bank or the platform refused. */
    DECLINED,
    /** The platform proved that it took nothing, and never will for this attempt. */
    NOT_CHARGED,
    /** Nobody here knows yet whether the money is held. */
    UNKNOWN,
    /** Ended by deadline or withdrawal before anything was sent to the platform. */
    CLOSED;

    /** Whether the platform may hold, or come to hold, money for it that is not accounted for. */
    public boolean isUnsettled() {
      return StateGraph.mayHoldMoney(this);
    }

    /** Whether a payment was handed in and its end is not known yet. */
    public boolean isUnderWay() {
      return this == SUBMITTED || isUnsettled();
    }

    /** Whether its payment secret is of no more use. */
    public boolean isFinal() {
      return StateGraph.ATTEMPT.isFinal(this);
    }
  }
}
