package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.KeyboardModifier;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The clicks of a purchase, the same in every language. */
record Buying(Visitor visitor) {

  static final String GOOD_CARD = "4111111111111111";
  static final String DECLINED_CARD = "4000111111111115";

  /** Up to the confirmation prompt; gives the purchase's id. */
  String subscribe(int quantity) {
    visitor.open("/licenses/migration/add");
    Page page = visitor.page();
    page.locator("#quantity").fill(Integer.toString(quantity));
    // Asked where another order may still be charged.
    page.locator("#anyway input").all().forEach(Locator::check);
    page.locator("#entry-form button").click();
    confirm(page);
    return page.url().replaceFirst(".*/purchases/", "");
  }

  /** With the result in another tab, as Ctrl and a click have it; gives the one with the form. */
  Page subscribeElsewhere(int quantity) {
    visitor.open("/licenses/migration/add");
    Page form = visitor.page();
    form.locator("#quantity").fill(Integer.toString(quantity));
    var elsewhere = new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL));
    confirm(
        visitor.context().waitForPage(() -> form.locator("#entry-form button").click(elsewhere)));
    return form;
  }

  /** Asks again where a busy machine has not confirmed in time, as its page says. */
  private static void confirm(Page page) {
    Locator prompt = page.locator("#prompt");
    Locator again = page.locator("main form:not([id]) input[name=mac] ~ .actions button");
    prompt.or(again).first().waitFor();
    while (!prompt.isVisible()) {
      again.click();
      prompt.or(again).first().waitFor();
    }
  }

  /** Continue: gives the new window once the platform's form can be filled in. */
  Page goOn() {
    Page window =
        visitor.context().waitForPage(() -> visitor.page().locator("#continue button").click());
    assertThat(window.locator("#pay-button")).isEnabled();
    return window;
  }

  /** Fills in the platform's form and subscribes. */
  static void pay(Page window, String card) {
    fill(window, card);
    window.locator("#pay-button").click();
  }

  static void fill(Page window, String card) {
    assertThat(window.locator("#pay-button")).isEnabled();
    field(window, "number").fill(card);
    field(window, "expirationDate").fill(expiration());
    field(window, "cvv").fill("123");
  }

  /** What is typed into, inside of the platform's frame. */
  static Locator field(Page window, String name) {
    return window.frameLocator("iframe[name=braintree-hosted-field-" + name + "]").locator("input");
  }

  /** A month, two digits each, in which no card of these tests is expired. */
  static String expiration() {
    return YearMonth.now(ZoneOffset.UTC).plusYears(3).format(DateTimeFormatter.ofPattern("MM/yy"));
  }

  /** Both windows, once they are where a finished purchase leads them. */
  void arriveAtHome(Page window) {
    try {
      visitor.page().waitForURL(visitor.home());
    } catch (TimeoutError late) {
      String said =
          window.isClosed() ? "nothing, it is closed" : window.locator("main").innerText();
      throw new AssertionError("the payment window says: " + said, late);
    }
    if (!window.isClosed()) {
      window.waitForURL(visitor.home());
    }
  }
}
