package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to those who do not go straight from the form to the license. */
@ExtendWith(InBrowser.class)
class OtherWaysTest {

  @Test
  void anotherCardIsTakenAfterADeclinedOne(Visits visits) {
    Visitor buyer = visits.newBuyer();
    Buying buying = new Buying(buyer);
    String purchase = buying.subscribe(2);
    Page payment = buying.goOn();

    Buying.pay(payment, Buying.DECLINED_CARD);
    assertThat(payment.getByText("The card was declined. Nothing was charged.")).isVisible();
    assertThat(payment.locator("#pay")).hasAttribute("action", Pattern.compile("/payments/2$"));
    assertThat(buyer.page().locator("h1")).hasText("The card was declined");
    Buying.pay(payment, Buying.GOOD_CARD);

    buying.arriveAtHome(payment);
    assertThat(buyer.page().getByText("2 licenses can be used now")).isVisible();
    visits.records().awaitCapture(purchase);
  }

  @Test
  void cancelWithdrawsThePurchaseAndGivesTheFormBackFilledIn(Visits visits) {
    Visitor buyer = visits.newBuyer();
    String purchase = new Buying(buyer).subscribe(7);

    buyer.page().locator("#cancel button").click();
    buyer.page().waitForURL("**/licenses/migration/add**");
    assertThat(buyer.page().getByLabel("License quantity")).hasValue("7");
    assertThat(buyer.page().locator("input[name=purchase]")).not().hasValue(purchase);
    assertThat(buyer.page().getByText("The order was cancelled. Nothing was")).isVisible();

    buyer.open("/licenses/migration");
    assertThat(buyer.page().getByText("Cancelled")).isVisible();
    buyer.open("/purchases/" + purchase);
    assertThat(buyer.page().getByText("The order was cancelled")).isVisible();
  }

  /** The browser puts in what was typed before, and tells no script of it. */
  @Test
  void theTotalIsOfTheQuantityThatTheBrowserPutBack(Visits visits) {
    Visitor buyer = visits.newBuyer();
    Page page = buyer.page();
    buyer.open("/licenses/migration/add");
    page.getByLabel("License quantity").fill("50");
    assertThat(page.locator("#total")).containsText("950.00");
    page.getByText("Back to the licenses").click();
    page.waitForURL("**/licenses/migration");
    page.goBack();

    assertThat(page.getByLabel("License quantity")).hasValue("50");
    assertThat(page.locator("#total")).containsText("950.00");
    // Nor does the wheel change it unseen, as in a field of numbers.
    page.getByLabel("License quantity").focus();
    page.getByLabel("License quantity").hover();
    page.mouse().wheel(0, 300);
    page.locator("#consent").click();
    assertThat(page.getByLabel("License quantity")).hasValue("50");
  }

  @Test
  void aClosedPaymentWindowIsOpenedAgainFromTheConsole(Visits visits) {
    Visitor buyer = visits.newBuyer();
    Buying buying = new Buying(buyer);
    buying.subscribe(1);
    buying.goOn().close();

    var again = buyer.page().getByText("Open the payment page");
    Page payment = buyer.context().waitForPage(again::click);
    Buying.pay(payment, Buying.GOOD_CARD);

    buying.arriveAtHome(payment);
    assertThat(buyer.page().getByText("1 license can be used now")).isVisible();
  }

  @Test
  void aBlockedPaymentWindowLeavesThePromptAtHand(Visits visits) {
    Visitor buyer = visits.newBuyer();
    Buying buying = new Buying(buyer);
    buying.subscribe(1);
    // As a blocker does: the click is taken, and no window comes.
    buyer
        .page()
        .evaluate(
            "document.getElementById('continue')"
                + ".addEventListener('submit', event => event.preventDefault(), {once: true})");
    buyer.page().locator("#continue button").click();

    assertThat(buyer.page().locator("#prompt")).isHidden();
    var goOn = buyer.page().locator("#answers button").first();
    Page payment = buyer.context().waitForPage(goOn::click);

    assertThat(payment.locator("aside .amount")).hasText("19.00 USD");
  }

  @Test
  void withoutScriptsThePageRefreshesItselfAndContinueWorks(Visits visits) {
    Visitor buyer =
        visits
            .visitor(new Browser.NewContextOptions().setJavaScriptEnabled(false))
            .logIn(visits.records().newBuyer());
    new Buying(buyer).subscribe(4);
    var goOn = buyer.page().locator("#continue button");

    Page payment = buyer.context().waitForPage(goOn::click);

    assertThat(payment.locator("#pay noscript p")).isVisible();
    assertThat(buyer.page().getByText("Open the payment page"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
    assertThat(buyer.page()).hasURL(Pattern.compile("following=yes"));
  }

  @Test
  void chineseReadersAreServedInChinese(Visits visits) {
    Visitor buyer =
        visits
            .visitor(
                new Browser.NewContextOptions().setLocale("zh-CN").setTimezoneId("Asia/Shanghai"))
            .logIn(visits.records().newBuyer());
    Page page = buyer.page();
    assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    assertThat(page.getByText("控制台首页")).isVisible();
    Buying buying = new Buying(buyer);
    buying.subscribe(3);
    assertThat(page.getByText("前往第三方支付平台？")).isVisible();
    assertThat(page.locator("#deadline time")).containsText("GMT+8");

    Page payment = buying.goOn();
    assertThat(Buying.field(payment, "number")).hasAccessibleName("卡号");
    assertThat(Buying.field(payment, "expirationDate")).hasAccessibleName("有效期 (MM/YY)");
    assertThat(payment.locator("#pay-button")).containsText("订阅");
    Buying.pay(payment, Buying.GOOD_CARD);

    buying.arriveAtHome(payment);
    assertThat(page.getByText("3 个许可证 可用")).isVisible();
  }

  @Test
  void theLanguageIsChosenInTheBar(Visits visits) {
    Visitor guest = visits.visitor();
    guest.open("/login");
    guest.page().getByText("简体中文").click();
    assertThat(guest.page().locator("h1")).hasText("登录");
    guest.open("/login");
    assertThat(guest.page().locator("h1")).hasText("登录");
  }

  /** It stands at an address of its own, which a reload and the other language lead to. */
  @Test
  void theAnswerToAFormIsAPageLikeAnyOther(Visits visits) {
    Visitor buyer = visits.newBuyer();
    Page page = buyer.page();
    buyer.open("/licenses/migration/add");
    page.getByLabel("License quantity").fill("100");
    page.locator("#entry-form button").click();
    assertThat(page.locator("#quantity-error")).isVisible();

    page.reload();
    page.getByLabel("License quantity").fill("7");
    page.getByText("简体中文").click();
    assertThat(page.locator("#quantity")).hasValue("7");
    assertThat(page.locator("#total")).containsText("133.00");
  }

  @Test
  void whatIsTypedStaysInTheOtherLanguage(Visits visits) {
    String purchase =
        new Planting(visits.records(), visits.records().newBuyer()).of(Planted.CHECKING);
    Visitor support = visits.newSupport();
    Page page = support.at("/support/purchases/" + purchase);
    page.locator("details.others summary").click();
    page.locator("#choice-ANNOTATE").check();
    page.locator("#reason").fill("called the buyer\nat noon");
    page.getByText("简体中文").click();
    assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    assertThat(page.locator("#choice-ANNOTATE")).isChecked();
    assertThat(page.locator("#reason")).hasValue("called the buyer\nat noon");

    // Nor does it come back later.
    page.reload();
    assertThat(page.locator("#reason")).hasValue("");
    support.open("/account/password");
    page.locator("#old").fill("a secret");
    page.getByText("English").click();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    assertThat(page.locator("#old")).hasValue("");
  }

  @Test
  void theQuantityIsSteppedToByClicks(Visits visits) {
    Visitor buyer = visits.newBuyer();
    buyer.open("/licenses/migration/add");
    Page page = buyer.page();
    Locator quantity = page.locator("#quantity");
    Locator fewer = page.getByLabel("One license fewer");
    Locator more = page.getByLabel("One license more");
    assertThat(fewer).hasAttribute("aria-disabled", "true");
    fewer.click(new Locator.ClickOptions().setForce(true));
    assertThat(quantity).hasValue("1");
    more.click();
    assertThat(quantity).hasValue("2");
    assertThat(page.locator("#total")).hasText("38.00 USD");
    quantity.fill("98");
    more.click();
    assertThat(quantity).hasValue("99");
    assertThat(more).hasAttribute("aria-disabled", "true");
  }
}
