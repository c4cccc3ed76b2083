package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without a mouse. */
@ExtendWith(InBrowser.class)
class KeyboardTest {

  private static final int FARTHEST = 40;

  @Test
  void theKeyboardAloneLeadsFromTheLoginToTheLicense(Visits visits) {
    Visitor buyer = visits.visitor();
    Page page = buyer.page();
    buyer.open("/login");
    logIn(page, visits.records().newBuyer());
    page.waitForURL(buyer.home());
    openTheEntryPage(page);
    subscribe(page);
    Page payment = buyer.context().waitForPage(() -> page.keyboard().press("Enter"));
    pay(payment);
    new Buying(buyer).arriveAtHome(payment);
    assertThat(page.getByText("3 licenses can be used now")).isVisible();
  }

  private static void logIn(Page page, String name) {
    assertThat(page.getByLabel("User name")).isFocused();
    page.keyboard().type(name);
    page.keyboard().press("Tab");
    page.keyboard().type("wrong");
    page.keyboard().press("Enter");

    page.waitForURL("**/login?error");
    assertThat(page.getByLabel("User name")).hasValue(name);
    assertThat(page.locator("#password")).isFocused();
    page.keyboard().press("Tab");
    assertThat(page.getByText("Show password")).isFocused();
    page.keyboard().press("Space");
    assertThat(page.getByText("Show password")).hasAttribute("aria-pressed", "true");
    assertThat(page.locator("#password")).hasAttribute("type", "text");
    assertThat(page.locator("#password")).isFocused();
    page.keyboard().type(name);
    page.keyboard().press("Enter");
  }

  private static void openTheEntryPage(Page page) {
    tabTo(page, page.locator("summary").getByText("Settings"));
    page.keyboard().press("Space");
    tabTo(page, page.locator("nav").getByText("Migration License"));
    page.keyboard().press("Enter");
    page.waitForURL("**/licenses/migration");
    tabTo(page, page.getByText("Add", new Page.GetByTextOptions().setExact(true)));
    page.keyboard().press("Enter");
    page.waitForURL("**/licenses/migration/add");
  }

  private static void subscribe(Page page) {
    tabTo(page, page.getByLabel("License quantity"));
    page.keyboard().type("3");
    assertThat(page.locator("#total")).hasText("57.00 USD");
    tabTo(page, page.locator("#entry-form button"));
    page.keyboard().press("Space");
    page.waitForURL("**/purchases/*");
    assertThat(page.locator("#continue button")).isFocused();
  }

  private static void pay(Page payment) {
    assertThat(payment.locator("#pay-button")).isEnabled();
    // What stands before the fields. Each is in another process: focus takes its time to get there.
    tabTo(payment, payment.locator("a.skip"));
    next(payment, Buying.field(payment, "number"));
    payment.keyboard().type(Buying.GOOD_CARD);
    next(payment, Buying.field(payment, "expirationDate"));
    payment.keyboard().type(Buying.expiration());
    next(payment, Buying.field(payment, "cvv"));
    payment.keyboard().type("123");
    next(payment, payment.locator("#pay-button"));
    payment.keyboard().press("Enter");
  }

  private static void next(Page page, Locator wanted) {
    page.keyboard().press("Tab");
    assertThat(wanted).isFocused();
  }

  private static void tabTo(Page page, Locator wanted) {
    for (int i = 0; i < FARTHEST && !isFocused(wanted); i++) {
      page.keyboard().press("Tab");
    }
    assertThat(wanted).isFocused();
  }

  private static boolean isFocused(Locator wanted) {
    return (boolean) wanted.evaluate("element => element === document.activeElement");
  }
}
