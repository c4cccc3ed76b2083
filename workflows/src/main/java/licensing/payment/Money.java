package licensing.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in a currency, with exactly the decimals of that currency. Travels as text, "57.00
 * USD", so that no reader of a history turns it into a binary fraction.
 */
public record Money(BigDecimal amount, Currency currency) {

  public Money {
    if (amount.scale() != currency.getDefaultFractionDigits()) {
      throw new IllegalArgumentException(amount + " has not the decimals of " + currency);
    }
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("an amount is not negative: " + amount);
    }
  }

  /**
   * An amount from outside, however many zeros it came with.
   *
   * @throws ArithmeticException when it has decimals that its currency does not have
   */
  public static Money of(BigDecimal amount, Currency currency) {
    return new Money(amount.setScale(currency.getDefaultFractionDigits()), currency);
  }

  /** Reads "57.00 USD". */
  @JsonCreator
  public static Money parse(String text) {
    String[] parts = text.split(" ", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("an amount reads like 57.00 USD, not " + text);
    }
    return new Money(new BigDecimal(parts[0]), Currency.getInstance(parts[1]));
  }

  public Money times(int factor) {
    return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
  }

  @JsonValue
  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency.getCurrencyCode();
  }
}
