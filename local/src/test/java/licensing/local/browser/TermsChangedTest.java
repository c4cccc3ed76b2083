package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Important Notes change while somebody buys. */
@ExtendWith(InBrowser.class)
class TermsChangedTest {

  private final Visits visits;
  private final Visitor buyer;
  private final Buying buying;
  private final Page page;

  TermsChangedTest(Visits visits) {
    this.visits = visits;
    buyer = visits.newBuyer();
    buying = new Buying(buyer);
    page = buyer.page();
  }

  @Test
  void betweenTheClicksBothTextsAreShownAndAFreshFormLeadsOn() {
    String refused = buying.subscribe(3);
    visits.records().publishTerms();
    Page window = buyer.context().waitForPage(() -> page.locator("#continue button").click());
    showsBothTexts(window);

    window.getByText("Cancel it and fill in a fresh form").click();
    assertThat(window.getByLabel("License quantity")).hasValue("3");
    assertThat(page.getByText("The order was cancelled")).isVisible();
    window.locator("#entry-form button").click();
    assertThat(window.locator("#prompt")).isVisible();
    Page payment = buyer.context().waitForPage(() -> window.locator("#continue button").click());
    Buying.field(payment, "number").waitFor();
    Buying.pay(payment, Buying.GOOD_CARD);

    payment.waitForURL(buyer.home());
    window.waitForURL(buyer.home());
    assertThat(window.getByText("3 licenses can be used now")).isVisible();
    buyer.open("/purchases/" + refused);
    assertThat(page.getByText("Nothing was charged.").first()).isVisible();
  }

  @Test
  void beforeSubscribeNowTheFormComesBackWithTheNewTextAndNothingIsOrdered() {
    buyer.open("/licenses/migration/add");
    page.getByLabel("License quantity").fill("4");
    visits.records().publishTerms();
    page.locator("#entry-form button").click();

    assertThat(page.locator("main > [role=alert]")).containsText("Nothing was ordered.");
    assertThat(page.getByText("have changed since the form was shown")).isVisible();
    assertThat(page.locator("ol.notes li").first()).containsText("(+)");
    assertThat(page.getByLabel("License quantity")).hasValue("4");
    buyer.open("/licenses/migration");
    assertThat(page.getByText("Open orders")).hasCount(0);
  }

  private static void showsBothTexts(Page window) {
    assertThat(window.getByText("nothing was charged")).isVisible();
    assertThat(window.locator("section", with(window, "What you consented to")))
        .not()
        .containsText("(+)(+)");
    assertThat(window.locator("section", with(window, "What is in force now"))).containsText("(+)");
  }

  private static Page.LocatorOptions with(Page window, String heading) {
    return new Page.LocatorOptions().setHas(window.getByText(heading));
  }
}
