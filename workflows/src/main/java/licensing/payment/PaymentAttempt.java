package licensing.payment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import licensing.purchase.PurchaseId;

/**
 * One try to be paid.
 *
 * @param number from 1 within its purchase
 */
public record PaymentAttempt(PurchaseId purchase, int number, Money amount) {

  /** How many cards a buyer may try in one purchase. */
  public static final int LIMIT = 5;

  public PaymentAttempt {
    if (number < 1 || number > LIMIT) {
      throw new IllegalArgumentException("no attempt has the number " + number);
    }
  }

  /** The order id on the platform: the same on every repetition, and never used by another try. */
  public String orderId() {
    return purchase.value() + "-" + number;
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
