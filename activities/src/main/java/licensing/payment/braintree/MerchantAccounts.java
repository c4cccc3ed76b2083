package licensing.payment.braintree;

import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The merchant's accounts, each of which takes one currency.
 *
 * @param others for the currencies that are not listed; empty for the merchant's default one
 */
record MerchantAccounts(Map<Currency, String> byCurrency, String others) {

  private static final Pattern ENTRY = Pattern.compile("([A-Z]{3})=([A-Za-z0-9_-]+)");

  MerchantAccounts {
    byCurrency = Map.copyOf(byCurrency);
  }

  /**
   * @param listed such as "USD=account-1,EUR=account-2"; may be empty
   * @throws IllegalArgumentException when it does not read like that
   */
  static MerchantAccounts parse(String listed, String others) {
    Map<Currency, String> accounts = new HashMap<>();
    for (String entry : listed.isBlank() ? new String[0] : listed.strip().split("\\s*,\\s*", -1)) {
      Matcher parts = ENTRY.matcher(entry);
      if (!parts.matches() || accounts.put(currency(parts.group(1)), parts.group(2)) != null) {
        throw unreadable(entry);
      }
    }
    return new MerchantAccounts(accounts, others);
  }

  /** Empty where the merchant's default account is meant. */
  Optional<String> accountFor(Currency currency) {
    return Optional.of(byCurrency.getOrDefault(currency, others)).filter(name -> !name.isBlank());
  }

  private static Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException unknown) {
      throw unreadable(code);
    }
  }

  private static IllegalArgumentException unreadable(String entry) {
    return new IllegalArgumentException(
        "BRAINTREE_MERCHANT_ACCOUNTS names each currency once, like USD=account-1,EUR=account-2;"
            + " this is none: \""
            + entry
            + "\"");
  }
}
