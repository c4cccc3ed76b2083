package licensing.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.Merchant;
import org.jspecify.annotations.Nullable;

/** Reads {@link Settings} from the environment's variables. */
record Environment(Map<String, String> variables) {

  /** A variable that cannot be taken; the message is one sentence for the operator. */
  static final class Invalid extends RuntimeException {
    Invalid(String message) {
      super(message);
    }
  }

  Settings settings() {
    return new Settings(
        text("PLATFORM_BIND", "127.0.0.1"),
        number("PLATFORM_PORT", 8090, 65_535),
        url("PLATFORM_PUBLIC_URL"),
        Path.of(text("PLATFORM_LEDGER", "platform-ledger.sqlite")),
        merchant(),
        new Lifetimes(
            seconds("PLATFORM_NONCE_SECONDS", 10_800),
            seconds("PLATFORM_AUTHORIZATION_SECONDS", 604_800),
            seconds("PLATFORM_SETTLEMENT_SECONDS", 0),
            seconds("PLATFORM_DUPLICATE_WINDOW_SECONDS", 30)),
        origins(),
        url("PLATFORM_WEBHOOK_URL"),
        Math.max(1, number("PLATFORM_SEARCH_PAGE_SIZE", 50, 1_000)),
        flag("PLATFORM_CONTROL"));
  }

  private Merchant merchant() {
    String id = text("PLATFORM_MERCHANT_ID", "local-merchant");
    if (!id.matches("[A-Za-z0-9_-]+")) {
      throw new Invalid("PLATFORM_MERCHANT_ID must be of letters, digits, - and _: \"" + id + "\"");
    }
    return new Merchant(
        id,
        text("PLATFORM_PUBLIC_KEY", "local-public-key"),
        text("PLATFORM_PRIVATE_KEY", "local-private-key"),
        accounts(id));
  }

  /**
   * The first is the default; one without a currency of its own, as in account:EUR, has the usual.
   */
  private Map<String, String> accounts(String merchantId) {
    String code = text("PLATFORM_CURRENCY", "USD");
    String usual = currency(code, "PLATFORM_CURRENCY", code);
    Map<String, String> accounts = new LinkedHashMap<>();
    for (String account : text("PLATFORM_MERCHANT_ACCOUNT", merchantId).split("[,\\s]+")) {
      String[] parts = account.split(":", 2);
      accounts.put(
          parts[0],
          parts.length == 1 ? usual : currency(parts[1], "PLATFORM_MERCHANT_ACCOUNT", account));
    }
    return accounts;
  }

  private static String currency(String code, String variable, String value) {
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException unknown) {
      throw new Invalid(variable + " must name ISO 4217 codes such as USD: \"" + value + "\"");
    }
  }

  private List<String> origins() {
    List<String> origins =
        Arrays.stream(text("PLATFORM_MERCHANT_ORIGINS", "").split("[,\\s]+"))
            .filter(origin -> !origin.isEmpty())
            .toList();
    for (String origin : origins) {
      if (!origin.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
        throw new Invalid(
            "PLATFORM_MERCHANT_ORIGINS must list origins such as https://console.example: \""
                + origin
                + "\"");
      }
    }
    return origins;
  }

  private @Nullable URI url(String name) {
    String text = text(name, "");
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("https?://[A-Za-z0-9.\\[\\]:-]+(/[!-~]*)?")) {
      throw new Invalid(name + " must be an http or https address: \"" + text + "\"");
    }
    return URI.create(text.replaceAll("/+$", ""));
  }

  private Duration seconds(String name, int otherwise) {
    return Duration.ofSeconds(number(name, otherwise, Integer.MAX_VALUE));
  }

  private int number(String name, int otherwise, int most) {
    String text = text(name, String.valueOf(otherwise));
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > most) {
      throw new Invalid(name + " must be a whole number from 0 to " + most + ": \"" + text + "\"");
    }
    return Integer.parseInt(text);
  }

  private boolean flag(String name) {
    String text = text(name, "false");
    if (!text.matches("true|false")) {
      throw new Invalid(name + " must be true or false: \"" + text + "\"");
    }
    return Boolean.parseBoolean(text);
  }

  private String text(String name, String otherwise) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }
}
