package licensing.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import licensing.local.LocalStack;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What pages look like while a program is away, in both languages. */
@ExtendWith(InBrowser.class)
class OutagePagesTest {

  private final SoftAssertions findings = new SoftAssertions();
  private final Map<String, Visitor> buyers = new LinkedHashMap<>();
  private final LocalStack stack;

  OutagePagesTest(Visits visits) {
    stack = visits.console().stack();
    for (String language : List.of("en", "zh-CN")) {
      var options = new Browser.NewContextOptions().setLocale(language);
      buyers.put(language, visits.visitor(options).logIn(visits.records().newBuyer()));
    }
  }

  @AfterEach
  void startWhatStands() {
    stack.startMissing();
    each((language, buyer) -> awaitTheConsole(buyer));
    findings.assertAll();
  }

  @Test
  void withoutTemporalNothingIsConfirmedAndTheFormIsKept() {
    Map<String, Page> forms = new LinkedHashMap<>();
    each((language, buyer) -> forms.put(language, entryForm(buyer)));
    each((language, buyer) -> new Buying(buyer).subscribe(3));
    stack.kill("temporal");
    each((language, buyer) -> theOrderIsNotConfirmed(language, forms.get(language)));
    each(this::theAnswerToThePromptIsAskedAgain);
  }

  private static Page entryForm(Visitor buyer) {
    Page form = buyer.context().newPage();
    form.navigate(buyer.home() + "licenses/migration/add");
    return form;
  }

  private void theOrderIsNotConfirmed(String language, Page form) {
    form.locator("#quantity").fill("3");
    form.locator("#entry-form button").click();
    form.locator("main form:not([id]) button").waitFor();
    inspect(language, "not-confirmed", form);
  }

  private void theAnswerToThePromptIsAskedAgain(String language, Visitor buyer) {
    Page window =
        buyer.context().waitForPage(() -> buyer.page().locator("#continue button").click());
    window.locator("form[action$='/continue'] button").waitFor();
    inspect(language, "continue-not-answered", window);
  }

  @Test
  void withoutThePlatformThereIsNoFormYet() {
    each((language, buyer) -> new Buying(buyer).subscribe(3));
    each((language, buyer) -> new Buying(buyer).goOn());
    stack.kill("platform");
    each(
        (language, buyer) -> {
          Page window = buyer.context().pages().getLast();
          assertThat(window.reload().status()).isEqualTo(503);
          inspect(language, "payment-unavailable", window);
        });
  }

  @Test
  void withoutPostgresEveryPageSaysWhatIsKnown() {
    stack.kill("postgres");
    each(
        (language, buyer) -> {
          assertThat(buyer.open("/licenses/migration")).isEqualTo(503);
          inspect(language, "database-down", buyer.page());
        });
  }

  /** It takes its connections up again by itself, a moment after the database is back. */
  private static void awaitTheConsole(Visitor buyer) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (buyer.open("/") != 200) {
      assertThat(System.nanoTime()).as("still not back").isLessThan(deadline);
    }
  }

  private void each(BiConsumer<String, Visitor> action) {
    buyers.forEach(action);
  }

  private void inspect(String language, String name, Page page) {
    findings.check(() -> new Inspection(language, name).of(page));
  }
}
