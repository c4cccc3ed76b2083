package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The session ends under an open page: after the login the purchase goes on where it was. */
@ExtendWith(InBrowser.class)
class SessionEndedTest {

  private final Records records;
  private final String name;
  private final Visitor buyer;
  private final Buying buying;
  private final Page page;

  SessionEndedTest(Visits visits) {
    records = visits.records();
    name = records.newBuyer();
    buyer = visits.visitor().logIn(name);
    buying = new Buying(buyer);
    page = buyer.page();
  }

  @Test
  void beforeSubscribeNowNothingIsOrdered() {
    buyer.open("/licenses/migration/add");
    records.endSessionsOf(name);
    page.locator("#entry-form button").click();
    logIn(page);

    assertThat(page.locator("#entry-form")).isVisible();
    assertThat(records.purchasesOf(name)).isZero();
  }

  @Test
  void beforeContinueThePromptIsShownAgain() {
    String purchase = buying.subscribe(2);
    records.endSessionsOf(name);
    Page window = buyer.context().waitForPage(() -> page.locator("#continue button").click());
    logIn(window);

    assertThat(window.locator("#prompt")).containsText("2 migration licenses");
    assertThat(records.attemptsOf(purchase)).isZero();
    Page payment = buyer.context().waitForPage(() -> window.locator("#continue button").click());
    Buying.pay(payment, Buying.GOOD_CARD);
    payment.waitForURL(buyer.home());
    records.awaitCapture(purchase);
  }

  @Test
  void beforeSubscribeTheCardIsEnteredAgainAndChargedOnce() {
    String purchase = buying.subscribe(3);
    Page payment = buying.goOn();
    records.endSessionsOf(name);
    Buying.pay(payment, Buying.GOOD_CARD);
    logIn(payment);

    assertThat(records.handedIn(purchase)).isFalse();
    Buying.pay(payment, Buying.GOOD_CARD);
    payment.waitForURL(buyer.home());
    assertThat(payment.getByText("3 licenses can be used now")).isVisible();
    records.awaitCapture(purchase);
  }

  private void logIn(Page window) {
    window.waitForURL("**/login");
    window.locator("#username").fill(name);
    window.locator("#password").fill(name);
    window.locator("main button[type=submit]").click();
  }
}
