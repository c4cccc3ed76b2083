package licensing.platform.gateway;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import licensing.platform.ledger.Money;
import licensing.platform.ledger.Transaction;
import licensing.platform.ledger.TransactionStatus;

/** Reads the amounts of requests, and tells what is left of a transaction's own. */
final class Amounts {
  private static final BigDecimal LARGEST = new BigDecimal("99999999.99");

  private Amounts() {}

  /**
   * @throws Refusal if it is not a positive amount of that currency
   */
  static Money positive(String text, String currency) {
    Money money = read(text, currency);
    if (money.amount().signum() < 0) {
      throw new Refusal(ValidationError.AMOUNT_NEGATIVE);
    }
    if (!money.isPositive()) {
      throw new Refusal(ValidationError.AMOUNT_ZERO);
    }
    if (money.amount().compareTo(LARGEST) > 0) {
      throw new Refusal(ValidationError.AMOUNT_TOO_LARGE);
    }
    return money;
  }

  /** What is left of a transaction, less those that took of it, unless one is in such a status. */
  static Money left(
      Transaction whole, List<Transaction> taken, Set<TransactionStatus> takesNothing) {
    Money left = whole.money();
    for (Transaction each : taken) {
      if (!takesNothing.contains(each.status())) {
        left = left.minus(each.money());
      }
    }
    return left;
  }

  private static Money read(String text, String currency) {
    // Checked before BigDecimal sees it: 1e999999999 is a number, too.
    if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,4})?")) {
      throw new Refusal(ValidationError.AMOUNT_INVALID);
    }
    try {
      return Money.of(new BigDecimal(text), currency);
    } catch (ArithmeticException tooManyDecimals) {
      throw new Refusal(ValidationError.AMOUNT_INVALID);
    }
  }
}
