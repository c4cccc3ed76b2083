package licensing.purchase.jdbc;

import java.math.BigDecimal;
import java.util.Currency;
import licensing.payment.Money;

/** What a purchase costs, as its row holds it. */
record Price(BigDecimal total, String currency) {
  Money money() {
    return Money.of(total, Currency.getInstance(currency));
  }
}
