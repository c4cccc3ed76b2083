package licensing.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import licensing.local.LocalStack;
import licensing.local.Mailbox;
import licensing.local.PreparedState;
import licensing.local.buyer.Buyers;
import org.jspecify.annotations.Nullable;

/** The whole system and a browser beside it. */
final class RunningConsole implements AutoCloseable {

  /** Within which a page has to show what is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private final LocalStack stack;
  private final PlatformHosts hosts;
  private final SignInProvider provider;
  private final Mailbox mailbox;
  private final Playwright playwright;
  private final Browser browser;
  private final HikariDataSource database;
  private @Nullable Browser firefox;

  private RunningConsole(
      LocalStack stack, PlatformHosts hosts, SignInProvider provider, Mailbox mailbox) {
    this.stack = stack;
    this.hosts = hosts;
    this.provider = provider;
    this.mailbox = mailbox;
    playwright = Playwright.create();
    // Of a page, and of what is asserted of it: a busy machine is slow at both.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    browser = Chromium.launch(playwright, hosts.arguments());
    database = pool(stack);
  }

  /** To connect anew for each statement would cost many times what the statement does. */
  private static HikariDataSource pool(LocalStack stack) {
    var settings = new HikariConfig();
    settings.setDataSource(stack.database());
    settings.setMinimumIdle(0);
    settings.setMaximumPoolSize(4);
    return new HikariDataSource(settings);
  }

  /**
   * @param variables what shall differ from the usual
   */
  static RunningConsole with(Map<String, String> variables) {
    Path folder = PreparedState.copied("browser-");
    SignInProvider provider = SignInProvider.open();
    Mailbox mailbox = Mailbox.open(0, 0);
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(provider.variables());
    all.putAll(mailbox.variables());
    LocalStack stack = LocalStack.onFreePorts(PROJECT, folder, all);
    try {
      warmUp(stack.start());
      int platform = Integer.parseInt(stack.get("PLATFORM_PORT"));
      return new RunningConsole(stack, PlatformHosts.open(folder, platform), provider, mailbox);
    } catch (RuntimeException e) {
      stack.close();
      provider.close();
      mailbox.close();
      throw e;
    }
  }

  LocalStack stack() {
    return stack;
  }

  /** The licenses' database, as the role that owns it. */
  DataSource database() {
    return database;
  }

  /** Which people may sign in with, where it is not away. */
  SignInProvider provider() {
    return provider;
  }

  /** Gets every mail. */
  Mailbox mailbox() {
    return mailbox;
  }

  Browser browser() {
    return browser;
  }

  /** Started by the first test that needs it. */
  Browser firefox() {
    if (firefox == null) {
      firefox = Firefox.launch(playwright, hosts.preferences());
    }
    return firefox;
  }

  /** Where the console is, without a slash at the end. */
  String address() {
    return stack.get("CONSOLE_BASE_URL");
  }

  @Override
  public void close() {
    playwright.close();
    database.close();
    hosts.close();
    stack.close();
    provider.close();
    mailbox.close();
  }

  /** A console that has just started may take longer for its first purchase than buyers wait. */
  private static void warmUp(LocalStack stack) {
    try (Buyers buyers = stack.buyers()) {
      buyers.loggedIn(new Records(stack.database()).newBuyer()).subscribed(1);
    }
  }
}
