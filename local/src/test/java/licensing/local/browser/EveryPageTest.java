package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page is fit for everybody: no grave finding of axe, and no scrolling sideways at 360 px.
 */
@ExtendWith(InBrowser.class)
class EveryPageTest {

  private final SoftAssertions findings = new SoftAssertions();
  private String language = "en";

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void isFitForEverybody(String spoken, Visits visits) {
    language = spoken;
    var options = new Browser.NewContextOptions().setLocale(spoken);
    Visitor buyer = visits.visitor(options);
    beforeTheFirstPurchase(buyer, visits.records().newBuyer());
    purchaseThatIsWithdrawn(buyer);
    String paid = purchaseThatIsPaid(buyer, visits);
    afterThePurchase(buyer);
    supportPages(visits.visitor(options), paid);
    adminPages(visits.visitor(options));
    findings.assertAll();
  }

  private void beforeTheFirstPurchase(Visitor buyer, String name) {
    buyer.open("/login");
    inspect("login", buyer.page());
    buyer.open("/login?error");
    inspect("login-failed", buyer.page());
    buyer.logIn(name);
    inspect("home-locked", buyer.page());
    buyer.page().locator("header summary:visible").first().click();
    inspect("menu", buyer.page());
    buyer.open("/licenses/migration");
    inspect("licenses-empty", buyer.page());
    buyer.open("/migration");
    inspect("migration-locked", buyer.page());
    buyer.open("/licenses/migration/add");
    inspect("entry", buyer.page());
    buyer.page().locator("#quantity").fill("0");
    buyer.page().locator("#entry-form button").click();
    buyer.page().locator("#quantity-error").waitFor();
    inspect("entry-wrong", buyer.page());
  }

  private void purchaseThatIsWithdrawn(Visitor buyer) {
    String purchase = new Buying(buyer).subscribe(2);
    inspect("prompt", buyer.page());
    buyer.page().locator("#cancel button").click();
    buyer.page().waitForURL("**/licenses/migration/add**");
    buyer.open("/purchases/" + purchase);
    inspect("withdrawn", buyer.page());
  }

  private String purchaseThatIsPaid(Visitor buyer, Visits visits) {
    Buying buying = new Buying(buyer);
    String purchase = buying.subscribe(3);
    Page payment = buying.goOn();
    buyer.page().locator("a[target=payment]").waitFor();
    inspect("following", buyer.page());
    inspect("payment", payment);
    payment.locator("#pay-button").click();
    payment.locator("#number-error").waitFor();
    inspect("payment-wrong", payment);
    Buying.pay(payment, Buying.DECLINED_CARD);
    payment.locator("#status .banner.bad[role=alert]").first().waitFor();
    Buying.field(payment, "number").waitFor();
    inspect("payment-declined", payment);
    buyer.open("/licenses/migration");
    inspect("licenses-open-purchase", buyer.page());
    buyer.open("/licenses/migration/add");
    inspect("entry-with-open-purchase", buyer.page());
    buyer.open("/purchases/" + purchase);
    Buying.pay(payment, Buying.GOOD_CARD);
    buying.arriveAtHome(payment);
    visits.records().awaitCapture(purchase);
    buyer.open("/purchases/" + purchase);
    inspect("licensed", buyer.page());
    return purchase;
  }

  private void afterThePurchase(Visitor buyer) {
    buyer.open("/");
    inspect("home-open", buyer.page());
    buyer.open("/licenses/migration");
    inspect("licenses", buyer.page());
    buyer.open("/migration");
    inspect("migration", buyer.page());
    assertThat(buyer.open("/purchases/" + UUID.randomUUID())).isEqualTo(404);
    inspect("not-found", buyer.page());
  }

  private void supportPages(Visitor support, String paid) {
    support.logIn("support");
    support.open("/support/purchases");
    inspect("support-list", support.page());
    // Other tests of the same console may have left purchases of any age.
    support.page().locator("#q").fill("nobody-of-that-name");
    support.page().locator("form.asked summary").click();
    support.page().locator("#outcome").selectOption("licensed");
    support.page().locator("input[name=age]").fill("36");
    support.page().locator("form.asked .actions button").click();
    support.page().waitForURL("**outcome=licensed**age=36**");
    assertThat(support.page().locator(".filters a")).hasCount(1);
    assertThat(support.page().locator("main .banner[role=status]:not([hidden])")).isVisible();
    inspect("support-list-nothing-found", support.page());
    support.open("/support/purchases?order=newest&outcome=licensed");
    inspect("support-list-filtered", support.page());
    support.page().locator("tbody a").nth(1).click();
    assertThat(support.page().locator("#orders-heading")).isVisible();
    inspect("support-organization", support.page());
    support.open("/support/overview");
    inspect("support-overview", support.page());
    support.open("/support/purchases/" + paid);
    assertThat(support.page().locator("#timeline"))
        .containsText(language.equals("en") ? "submitted for settlement" : "已提交结算");
    inspect("support-purchase-paid", support.page());
    support.open("/support/purchases/" + paid + "/timeline");
    inspect("support-timeline", support.page());
    support.open("/support/findings");
    inspect("support-findings", support.page());
    support.open("/support/purchases/" + paid);
    support.page().locator("a[href$='/evidence']").click();
    assertThat(support.page().locator(".banner.good")).isVisible();
    inspect("support-evidence", support.page());
  }

  /** Nothing is published here: what is sold, and on which terms, is everybody's. */
  private void adminPages(Visitor admin) {
    admin.logIn("admin");
    admin.open("/admin/users?q=support");
    inspect("admin-users", admin.page());
    admin.page().locator("tbody a").first().click();
    admin.page().locator("#known-heading").waitFor();
    inspect("admin-user", admin.page());
    admin.open("/admin/users/invite");
    inspect("admin-invite", admin.page());
    admin.page().locator("#name").fill("invited-" + UUID.randomUUID());
    admin.page().locator("#organization").selectOption(new SelectOption().setIndex(1));
    admin.page().locator("#reason").fill("joins us");
    admin.page().locator("main button[type=submit]").click();
    String link = admin.page().locator("#link").textContent();
    inspect("admin-link", admin.page());
    admin.open("/admin/organizations");
    inspect("admin-organizations", admin.page());
    admin.open("/admin/terms");
    inspect("admin-terms", admin.page());
    String text = admin.page().locator("#en").inputValue();
    admin.page().locator("#en").fill(text + " And more.");
    admin.page().locator("button[value=preview]").click();
    assertThat(admin.page().locator("button[value=publish]")).isVisible();
    inspect("admin-terms-preview", admin.page());
    admin.open("/admin/offers");
    inspect("admin-offers", admin.page());
    admin.open("/admin/offers/migration");
    admin.page().locator("#price").fill("20.00");
    inspect("admin-offer", admin.page());
    admin.page().locator("button[value=preview]").click();
    assertThat(admin.page().locator("button[value=publish]")).isVisible();
    inspect("admin-offer-preview", admin.page());
    admin.open("/admin/actions");
    inspect("admin-actions", admin.page());
    admin.open(URI.create(link).getPath());
    inspect("link", admin.page());
  }

  private void inspect(String name, Page page) {
    findings.check(() -> new Inspection(language, name).of(page));
  }
}
