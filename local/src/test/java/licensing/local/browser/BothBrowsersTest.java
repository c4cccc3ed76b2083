package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static licensing.local.browser.EveryPageTest.ALL_PAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import licensing.purchase.status.StatusSummary;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each state of a purchase, in both windows, as either browser shows it in either language. */
@ExtendWith(InBrowser.class)
class BothBrowsersTest {

  private final Visits visits;
  private String language = "";
  private Properties words = new Properties();
  private Visitor buyer;
  private Page console;

  BothBrowsersTest(Visits visits) {
    this.visits = visits;
  }

  /** Each browser and each language; with {@code -Dpages=full} each language in each browser. */
  static Stream<Arguments> browsers() {
    Stream<Arguments> some = Stream.of(arguments("chromium", "zh-CN"), arguments("firefox", "en"));
    return ALL_PAGES
        ? Stream.concat(some, Stream.of(arguments("chromium", "en"), arguments("firefox", "zh-CN")))
        : some;
  }

  @ParameterizedTest
  @MethodSource("browsers")
  void showEachStateInBothWindows(String browser, String spoken) throws IOException {
    language = spoken;
    words = words(spoken);
    var options = new Browser.NewContextOptions().setLocale(spoken);
    buyer = browser.equals("firefox") ? visits.inFirefox(options) : visits.visitor(options);
    console = buyer.page();
    String name = visits.records().newBuyer();
    buyer.logIn(name);
    assertThat(console.locator("html")).hasAttribute("lang", spoken);
    cancelledInThePrompt();
    paidWithTheSecondCard();
    inEveryOtherState(new Planting(visits.records(), name));
    assertThat(buyer.errors()).isEmpty();
  }

  private void cancelledInThePrompt() {
    String purchase = new Buying(buyer).subscribe(2);
    says(console.locator("#prompt"), "third-party payment platform", "前往第三方支付平台？");
    says(console.locator("#prompt"), "2 migration licenses", "2 个迁移许可证");
    console.locator("#cancel button").click();
    console.waitForURL("**/licenses/migration/add**");
    says(console.locator("main"), "The order was cancelled. Nothing was", "订单已取消，未扣款。");
    bothWindowsSay(purchase, PurchaseStatus.WITHDRAWN);
  }

  private void paidWithTheSecondCard() {
    String purchase = new Buying(buyer).subscribe(3);
    Page payment = reopened(blocked());
    inSight(console, PurchaseStatus.AWAITING_PAYMENT);
    payment.bringToFront();
    says(payment.locator("h1"), "Pay by card", "银行卡付款");
    assertThat(payment.locator("aside .amount")).containsText("57.00");

    Buying.pay(payment, Buying.DECLINED_CARD);
    says(payment.locator("#status [role=alert]").first(), "The card was", "付款被拒绝，未扣款。");
    inSight(console, PurchaseStatus.REFUSED);
    payment.bringToFront();
    Buying.pay(payment, Buying.GOOD_CARD);
    payment.waitForURL(buyer.home());
    console.bringToFront();
    console.waitForURL(buyer.home());
    says(console.locator("main"), "3 licenses can be used now", "3 个许可证 可用");
    visits.records().awaitCapture(purchase);
    buyer.open("/purchases/" + purchase);
    heads(console, PurchaseStatus.LICENSED);
    assertThat(payment.navigate(console.url() + "/payment").url()).isEqualTo(buyer.home());
    payment.close();
  }

  /** As a blocker does: the click is taken, and no window comes. The page has another button. */
  private Page blocked() {
    console.evaluate(
        "document.getElementById('continue')"
            + ".addEventListener('submit', event => event.preventDefault(), {once: true})");
    console.locator("#continue button").click();
    assertThat(console.locator("#prompt")).isHidden();
    return buyer.context().waitForPage(console.locator("#answers button").first()::click);
  }

  /** The window was closed by whoever thought better of it, and did so again. */
  private Page reopened(Page payment) {
    assertThat(payment.locator("#pay-button")).isEnabled();
    payment.close();
    return buyer.context().waitForPage(console.locator("a[target=payment]")::click);
  }

  /** Where a purchase seldom comes to, or does not stay for long. */
  private void inEveryOtherState(Planting planting) {
    Set<PurchaseStatus> shown = EnumSet.allOf(PurchaseStatus.class);
    // The first is of no purchase that is recorded; the others' windows were seen above.
    shown.removeAll(EnumSet.of(PurchaseStatus.SUBSCRIBING, PurchaseStatus.CONFIRM));
    shown.removeAll(EnumSet.of(PurchaseStatus.AWAITING_PAYMENT, PurchaseStatus.LICENSED));
    for (PurchaseStatus status : shown) {
      bothWindowsSay(planting.of(Planted.valueOf(status.name())), status);
    }
    buyer.open("/purchases/" + planting.closedToCards() + "/payment");
    says(console.locator("h1"), "Too many cards were declined", "被拒的银行卡过多");
  }

  private void bothWindowsSay(String purchase, PurchaseStatus status) {
    buyer.open("/purchases/" + purchase);
    heads(console, status);
    buyer.open("/purchases/" + purchase + "/payment");
    heads(console, status);
  }

  /** Firefox opens the other window as a tab, and a page behind it waits until it is looked at. */
  private void inSight(Page window, PurchaseStatus status) {
    window.bringToFront();
    heads(window, status);
  }

  private void heads(Page window, PurchaseStatus status) {
    String key = "status." + status;
    Locale locale = language.equals("en") ? Locale.ROOT : Locale.SIMPLIFIED_CHINESE;
    String ofTheProcess = ResourceBundle.getBundle(StatusSummary.MESSAGES, locale).getString(key);
    assertThat(window.locator("h1")).hasText(words.getProperty(key, ofTheProcess));
  }

  /** The console's own, which go before those of the process. */
  private static Properties words(String language) throws IOException {
    String name = language.equals("en") ? "purchase.properties" : "purchase_zh_CN.properties";
    Properties words = new Properties();
    try (var file = Files.newBufferedReader(Path.of("../web/src/main/resources", name))) {
      words.load(file);
    }
    return words;
  }

  private void says(Locator where, String english, String chinese) {
    assertThat(where).containsText(language.equals("en") ? english : chinese);
  }
}
