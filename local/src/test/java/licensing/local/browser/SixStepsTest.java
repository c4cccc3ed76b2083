package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the login to the active license, by the labels that people see. */
@ExtendWith(InBrowser.class)
class SixStepsTest {

  private Visitor buyer;
  private Page page;

  @Test
  void leadFromTheLoginToTheActiveLicense(Visits visits) {
    buyer = visits.visitor();
    page = buyer.page();
    logIn();
    openLicenseManagement();
    fillInTheEntryPage();
    String purchase = subscribeNow();
    Page payment = goOn();
    pay(payment);
    new Buying(buyer).arriveAtHome(payment);
    homeSaysWhatWasBought();
    theFeatureIsOpen();
    theListShowsTheLicense();
    visits.records().awaitCapture(purchase);
    thePurchaseKeepsItsPage(purchase);
  }

  private void logIn() {
    buyer.open("/");
    page.getByLabel("User name").fill("buyer");
    page.getByLabel("Password").fill("buyer");
    button(page, "Log in").click();
    page.waitForURL(buyer.home());
    assertThat(page.getByText("No license", new Page.GetByTextOptions().setExact(true)))
        .isVisible();
  }

  private void openLicenseManagement() {
    Locator bar = page.getByRole(AriaRole.NAVIGATION);
    bar.getByText("Settings").click();
    assertThat(bar.getByText("License Management")).isVisible();
    link(page, "Migration License").click();
    assertThat(heading("Migration License")).isVisible();
    assertThat(page.getByText("Buy one with Add")).isVisible();
  }

  private void fillInTheEntryPage() {
    Locator add = link(page, "Add");
    var box = add.boundingBox();
    assertThat(box.x).isGreaterThan(page.viewportSize().width / 2.0);
    assertThat(box.y).isLessThan(page.viewportSize().height / 2.0);
    add.click();
    page.getByLabel("License quantity").fill("3");
    assertThat(page.getByLabel("Auto-Renewal")).isVisible();
    assertThat(page.getByLabel("Auto-Renewal")).isDisabled();
    assertThat(page.getByText("57.00 USD")).isVisible();
    assertThat(page.getByText("19.00 USD")).isVisible();
    assertThat(page.getByText("365 days")).isVisible();
    assertThat(heading("Important Notes")).isVisible();
    assertThat(page.locator("ol.notes > li")).hasCount(4);
    String expiration = page.locator("#entry-form time").getAttribute("datetime");
    assertThat(Duration.between(Instant.now(), Instant.parse(expiration)).toHours())
        .isBetween(364L * 24, 365L * 24);
  }

  private String subscribeNow() {
    button(page, "Subscribe Now").click();
    Locator prompt = page.getByRole(AriaRole.DIALOG);
    assertThat(prompt).containsText("third-party payment platform");
    assertThat(prompt).containsText("3 migration licenses");
    assertThat(prompt).containsText("57.00 USD");
    assertThat(button(page, "Cancel")).isVisible();
    return page.url().replaceFirst(".*/purchases/", "");
  }

  private Page goOn() {
    Page payment = buyer.context().waitForPage(() -> button(page, "Continue").click());
    assertThat(payment.locator("aside .amount")).hasText("57.00 USD");
    assertThat(page.getByText("Awaiting payment")).isVisible();
    return payment;
  }

  private void pay(Page payment) {
    assertThat(button(payment, "Subscribe · 57.00 USD")).isEnabled();
    field(payment, "Card number").fill(Buying.GOOD_CARD);
    assertThat(payment.getByText("Visa")).isVisible();
    field(payment, "Expiration date (MM/YY)").fill(Buying.expiration());
    field(payment, "CVV").fill("123");
    button(payment, "Subscribe · 57.00 USD").click();
  }

  /** By its label, on our page and inside of the platform's frame. */
  private static Locator field(Page payment, String label) {
    assertThat(payment.locator("label", new Page.LocatorOptions().setHasText(label))).isVisible();
    return payment.frameLocator("iframe[title='" + label + "']").getByLabel(label);
  }

  private void homeSaysWhatWasBought() {
    assertThat(page.getByText("3 licenses can be used now")).isVisible();
    Locator last = page.getByText("Most recent: 3 licenses, until");
    assertThat(last).isVisible();
    String end = page.locator("#until time").getAttribute("datetime");
    assertThat(Instant.parse(end)).isAfter(Instant.now().plus(Duration.ofDays(364)));
  }

  private void theFeatureIsOpen() {
    link(page, "Open Migration").click();
    assertThat(heading("Migration")).isVisible();
    assertThat(page.getByText("can migrate with 3 licenses")).isVisible();
  }

  private void theListShowsTheLicense() {
    buyer.open("/licenses/migration");
    Locator row = page.locator("section", new Page.LocatorOptions().setHas(heading("Licenses")));
    assertThat(row.locator("li")).hasCount(1);
    assertThat(row.locator("li")).containsText("Active");
    assertThat(row.locator("li")).containsText("buyer");
  }

  private void thePurchaseKeepsItsPage(String purchase) {
    buyer.open("/licenses/migration");
    assertThat(heading("Past orders")).isVisible();
    page.locator("section:has(#past) .rows a").click();
    page.waitForURL("**/purchases/" + purchase);
    assertThat(heading("The license is active")).isVisible();
  }

  private Locator heading(String name) {
    var exactly = new Page.GetByRoleOptions().setName(name).setExact(true);
    return page.getByRole(AriaRole.HEADING, exactly);
  }

  private static Locator button(Page page, String name) {
    var exactly = new Page.GetByRoleOptions().setName(name).setExact(true);
    return page.getByRole(AriaRole.BUTTON, exactly);
  }

  private static Locator link(Page page, String name) {
    var exactly = new Page.GetByRoleOptions().setName(name).setExact(true);
    return page.getByRole(AriaRole.LINK, exactly);
  }
}
