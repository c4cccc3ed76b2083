package licensing.platform.ledger;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount in the currency's own number of decimals. */
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {

  /**
   * @throws ArithmeticException if the amount has more decimals than the currency
   */
  public static Money of(BigDecimal amount, String currency) {
    int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
    return new Money(amount.setScale(decimals), currency);
  }

  public Money minus(Money other) {
    return new Money(amount.subtract(other.amount), currency);
  }

  public boolean isPositive() {
    return amount.signum() > 0;
  }

  @Override
  public int compareTo(Money other) {
    return amount.compareTo(other.amount);
  }
}
