package licensing.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.Merchant;
import org.jspecify.annotations.Nullable;

/**
 * How a platform is set up. The names of the environment's variables, with their defaults, are in
 * the module's README and in {@link Environment}.
 *
 * @param port 0: any free one
 * @param publicUrl what browsers call it, without a slash at the end; null: loopback and the port
 * @param ledger the SQLite file; made if it is missing
 * @param merchantOrigins the pages that may hold the card form; empty: any loopback origin
 * @param webhookUrl where notifications go; null: nowhere
 * @param searchPageSize transactions on a page of a search
 * @param control whether {@code /control} is there, for this machine alone
 */
public record Settings(
    String bind,
    int port,
    @Nullable URI publicUrl,
    Path ledger,
    Merchant merchant,
    Lifetimes lifetimes,
    List<String> merchantOrigins,
    @Nullable URI webhookUrl,
    int searchPageSize,
    boolean control) {

  /**
   * On a free port of the loopback, with the merchant {@code test-merchant}, small pages, and an
   * account for euros beside the usual one.
   */
  public static Settings forTests(Path ledger) {
    return new Settings(
        "127.0.0.1",
        0,
        null,
        ledger,
        new Merchant("test-merchant", "test-public-key", "test-private-key", testAccounts()),
        new Lifetimes(
            Duration.ofHours(3), Duration.ofDays(7), Duration.ZERO, Duration.ofSeconds(30)),
        List.of(),
        null,
        50,
        true);
  }

  private static Map<String, String> testAccounts() {
    Map<String, String> accounts = new LinkedHashMap<>();
    accounts.put("test-account", "USD");
    accounts.put("euro-account", "EUR");
    return accounts;
  }

  public Settings withWebhookUrl(URI url) {
    return new Settings(
        bind,
        port,
        publicUrl,
        ledger,
        merchant,
        lifetimes,
        merchantOrigins,
        url,
        searchPageSize,
        control);
  }

  public Settings withLifetimes(Lifetimes other) {
    return new Settings(
        bind,
        port,
        publicUrl,
        ledger,
        merchant,
        other,
        merchantOrigins,
        webhookUrl,
        searchPageSize,
        control);
  }

  public Settings withSearchPageSize(int size) {
    return new Settings(
        bind,
        port,
        publicUrl,
        ledger,
        merchant,
        lifetimes,
        merchantOrigins,
        webhookUrl,
        size,
        control);
  }

  public Settings withPort(int other) {
    return new Settings(
        bind,
        other,
        publicUrl,
        ledger,
        merchant,
        lifetimes,
        merchantOrigins,
        webhookUrl,
        searchPageSize,
        control);
  }

  public Settings withoutControl() {
    return new Settings(
        bind,
        port,
        publicUrl,
        ledger,
        merchant,
        lifetimes,
        merchantOrigins,
        webhookUrl,
        searchPageSize,
        false);
  }
}
