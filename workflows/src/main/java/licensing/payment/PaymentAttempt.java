package licensing.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.purchase.PurchaseId;

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
}
