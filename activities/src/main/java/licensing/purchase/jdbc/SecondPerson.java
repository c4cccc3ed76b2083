package licensing.purchase.jdbc;

import java.util.Arrays;
import java.util.Currency;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import licensing.payment.Money;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether what support does with money needs a second person.
 *
 * @param above up to which amount of each currency one person is enough, such as "500.00 USD,
 *     450.00 EUR"; for a currency that is not listed no amount is; empty where one always is
 */
@ConfigurationProperties("second-person")
record SecondPerson(@DefaultValue("") String above) {

  SecondPerson {
    limits(above);
  }

  boolean isNeededFor(Money total) {
    Map<Currency, Money> limits = limits(above);
    Money limit = limits.get(total.currency());
    return limit == null ? !limits.isEmpty() : total.amount().compareTo(limit.amount()) > 0;
  }

  private static Map<Currency, Money> limits(String listed) {
    try {
      return Arrays.stream(listed.split(","))
          .map(String::strip)
          .filter(entry -> !entry.isEmpty())
          .map(Money::parse)
          .collect(Collectors.toUnmodifiableMap(Money::currency, Function.identity()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "SECOND_PERSON_ABOVE names an amount of each currency once, like 500.00 USD, 450.00 EUR;"
              + " this is none: \""
              + listed
              + "\"",
          e);
    }
  }
}
