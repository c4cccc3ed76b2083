package licensing.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;

/** Those who visit the console in one test. */
final class Visits {

  private final RunningConsole console;
  private final Records records;
  private final List<Visitor> visitors = new ArrayList<>();

  Visits(RunningConsole console) {
    this.console = console;
    records = new Records(console.database());
  }

  RunningConsole console() {
    return console;
  }

  Records records() {
    return records;
  }

  /** One who speaks English and has not logged in yet. */
  Visitor visitor() {
    return visitor(new Browser.NewContextOptions());
  }

  Visitor visitor(Browser.NewContextOptions options) {
    if (options.locale == null) {
      options.setLocale("en-US");
    }
    return visitor(console.browser(), options);
  }

  /** In the other browser, which trusts the platform's hosts as they are here. */
  Visitor inFirefox(Browser.NewContextOptions options) {
    return visitor(console.firefox(), options.setIgnoreHTTPSErrors(true));
  }

  /** One of an organization without purchases, logged in. */
  Visitor newBuyer() {
    return visitor().logIn(records.newBuyer());
  }

  /** One of those who help buyers, logged in. */
  Visitor newSupport() {
    return visitor().logInByTwoSteps(records.newOperator("SUPPORT"));
  }

  /** What moves while somebody waits takes a tenth of a processor for each page that shows it. */
  private Visitor visitor(Browser browser, Browser.NewContextOptions options) {
    options.setReducedMotion(ReducedMotion.REDUCE);
    Visitor visitor = new Visitor(console, browser.newContext(options));
    visitors.add(visitor);
    return visitor;
  }

  void end() {
    visitors.forEach(visitor -> visitor.context().close());
    assertThat(visitors).flatMap(Visitor::complaints).isEmpty();
  }
}
