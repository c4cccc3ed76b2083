package licensing.payment.braintree;

import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import licensing.payment.braintree.BankConfirmations.ThreeDSecure;
import licensing.purchase.Timeouts;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Braintree is reached, and for how long it is waited for.
 *
 * @param gatewayUrl only read for the local environment
 * @param merchantAccount for the currencies that have none of their own; empty for the merchant's
 *     default one
 * @param merchantAccounts by currency, such as "USD=account-1,EUR=account-2"; may be empty
 * @param threeDSecure whether the buyer's bank is asked
 * @param requestKeys whether sales, voids and refunds carry the platform's own idempotency key,
 *     which it takes from selected merchants alone
 * @param formBaseUrl only read for the local environment: where browsers reach the stand-in, or one
 *     of Braintree's own hosts where a browser is made to reach the stand-in by their names
 * @param deviceData whether the payment page collects device data for the platform's fraud tools
 * @param cardholderName whether the payment page asks for the cardholder's name
 * @param transactionPage where people find a transaction, with "{id}" for it; empty for the control
 *     panel of the environment
 * @param consoleBaseUrl where buyers reach the console: what is meant for one machine is refused
 *     for any but a loopback address
 * @param waitsDivisor shortens all waits, for tests
 * @param connectTimeout of each call
 * @param readTimeout of each call; unless a test sets it, the platform's own limit, since an answer
 *     may take that long
 */
@ConfigurationProperties("braintree")
public record BraintreeSettings(
    @DefaultValue("local") String environment,
    @DefaultValue("http://127.0.0.1:8090") URI gatewayUrl,
    String merchantId,
    String publicKey,
    String privateKey,
    @DefaultValue("") String merchantAccount,
    @DefaultValue("") String merchantAccounts,
    @DefaultValue("off") ThreeDSecure threeDSecure,
    @DefaultValue("false") boolean requestKeys,
    @DefaultValue("http://localhost:8090") URI formBaseUrl,
    @DefaultValue("true") boolean deviceData,
    @DefaultValue("false") boolean cardholderName,
    @DefaultValue("") String transactionPage,
    @DefaultValue("http://localhost:8080") URI consoleBaseUrl,
    @DefaultValue("1") int waitsDivisor,
    @DefaultValue("5s") Duration connectTimeout,
    @Nullable Duration readTimeout) {

  private static final Pattern ACCOUNT = Pattern.compile("([A-Z]{3})=([A-Za-z0-9_-]+)");
  private static final Set<String> KNOWN_CURRENCIES =
      Currency.availableCurrencies().map(Currency::getCurrencyCode).collect(Collectors.toSet());
  private static final String BRAINTREE = ".braintreegateway.com";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public BraintreeSettings {
    environment = environment.toLowerCase(Locale.ROOT);
    if (!Set.of("local", "sandbox", "production").contains(environment)) {
      throw new IllegalArgumentException(
          "BRAINTREE_ENVIRONMENT is local, sandbox or production, not " + environment);
    }
    require("BRAINTREE_MERCHANT_ID", merchantId);
    require("BRAINTREE_PUBLIC_KEY", publicKey);
    require("BRAINTREE_PRIVATE_KEY", privateKey);
    if (environment.equals("local") && !isLoopback(consoleBaseUrl)) {
      throw new IllegalArgumentException(
          "BRAINTREE_ENVIRONMENT=local takes no real money: it is refused for the console address "
              + consoleBaseUrl);
    }
    if (!transactionPage.isEmpty() && !transactionPage.matches("https?://.+\\{id}.*")) {
      throw new IllegalArgumentException(
          "BRAINTREE_TRANSACTION_PAGE is an address with {id} in it, not " + transactionPage);
    }
    if (waitsDivisor < 1 || (waitsDivisor > 1 && !isLoopback(consoleBaseUrl))) {
      throw new IllegalArgumentException("WAITS_DIVISOR is 1 outside of tests");
    }
    accounts(merchantAccounts);
  }

  /** The merchant's account for it; empty where the default one is meant. */
  Optional<String> accountFor(Currency currency) {
    return Optional.of(accounts(merchantAccounts).getOrDefault(currency, merchantAccount))
        .filter(name -> !name.isBlank());
  }

  /** One variable for all of them: Spring binds no map whose keys have capital letters from it. */
  private static Map<Currency, String> accounts(String listed) {
    Map<Currency, String> accounts = new HashMap<>();
    for (String entry : listed.isBlank() ? new String[0] : listed.strip().split("\\s*,\\s*", -1)) {
      Matcher parts = ACCOUNT.matcher(entry);
      if (!parts.matches()
          || !KNOWN_CURRENCIES.contains(parts.group(1))
          || accounts.put(Currency.getInstance(parts.group(1)), parts.group(2)) != null) {
        throw new IllegalArgumentException(
            "BRAINTREE_MERCHANT_ACCOUNTS names each currency once, like USD=account-1,EUR=account-2;"
                + " this is none: \""
                + entry
                + "\"");
      }
    }
    return accounts;
  }

  /** Where people find a transaction, with "{id}" for it. */
  String addressOfTransaction() {
    if (!transactionPage.isEmpty()) {
      return transactionPage;
    }
    return switch (environment) {
      case "production" -> controlPanel("www");
      case "sandbox" -> controlPanel("sandbox");
      // The stand-in shows its whole ledger on one page, where its form comes from.
      default -> formBaseUrl.toString().replaceAll("/$", "") + "/#{id}";
    };
  }

  private String controlPanel(String host) {
    return "https://%s.braintreegateway.com/merchants/%s/transactions/{id}"
        .formatted(host, merchantId);
  }

  /** Where browsers reach the stand-in, without a slash at the end; empty where there is none. */
  Optional<String> standIn() {
    String base = formBaseUrl.toString().replaceAll("/$", "");
    return isLocal() && !base.endsWith(BRAINTREE) ? Optional.of(base) : Optional.empty();
  }

  /** The same waits that purchases are started with. */
  Timeouts waits() {
    return Timeouts.PRODUCTION.shortenedBy(waitsDivisor);
  }

  /** How long an answer is waited for. */
  Duration answersWithin() {
    return readTimeout == null ? waits().platformLimit() : readTimeout;
  }

  boolean isLocal() {
    return environment.equals("local");
  }

  private static boolean isLoopback(URI address) {
    return address.getHost() != null && LOOPBACK.contains(address.getHost());
  }

  private static void require(String variable, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(variable + " is missing");
    }
  }

  @Override
  public String toString() {
    return "BraintreeSettings[" + environment + ", merchant " + merchantId + "]";
  }
}
