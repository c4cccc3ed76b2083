package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.util.regex.Pattern;
import licensing.local.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A purchase that waits for the platform, as support sees it. */
@ExtendWith(InBrowser.class)
class SupportTest {

  private LocalStack stack;
  private Visitor buyer;
  private Visitor support;

  SupportTest(Visits visits) {
    stack = visits.console().stack();
    buyer = visits.newBuyer();
    support = visits.newSupport();
  }

  @AfterEach
  void startWhatStands() {
    stack.startMissing();
  }

  @Test
  void supportSeesWhyAPurchaseWaitsAndHasItRetriedNow(Visits visits) {
    Buying buying = new Buying(buyer);
    String purchase = buying.subscribe(3);
    Page payment = buying.goOn();
    handInWhileThePlatformIsDown(visits.records(), purchase, payment);
    visits.records().awaitAttention(purchase);
    theBuyerIsTold(payment);
    theListShowsIt(purchase);
    theStoryIsToldWithoutThePlatform(purchase);
    retry(purchase);
    retryAllThatMatch(purchase);

    stack.start("platform");
    thePageFollowsWhileAReasonIsTyped(purchase);
    buying.arriveAtHome(payment);
    visits.records().awaitCapture(purchase);
    support.open("/support/purchases/" + purchase);
    assertThat(support.page().locator("input[name=action]")).hasCount(1);
    assertThat(support.page().getByLabel("Annotate")).isVisible();
  }

  /** The form needs the platform, so nobody may take the payment on before it is down. */
  private void handInWhileThePlatformIsDown(Records records, String purchase, Page payment) {
    stack.kill("worker");
    Buying.pay(payment, Buying.GOOD_CARD);
    records.awaitHandedIn(purchase);
    assertThat(payment.getByText("Do not pay again").first()).isVisible();
    stack.stop("platform");
    stack.start("worker");
  }

  private void theBuyerIsTold(Page payment) {
    assertThat(payment.getByText("The payment service is down")).isVisible();
    assertThat(buyer.page().getByText("The payment service is down")).isVisible();
    new Inspection("en", "platform-down").of(buyer.page());
  }

  private void theListShowsIt(String purchase) {
    support.open("/support/purchases");
    support.page().getByLabel("Search").fill("  purchase-" + purchase + " ");
    support.page().keyboard().press("Enter");
    support.page().waitForURL("**/support/purchases?q=**");
    Locator row = support.page().locator("tr", new Page.LocatorOptions().setHas(link(purchase)));
    assertThat(support.page().locator("tbody tr")).hasCount(1);
    assertThat(row).containsText("Payment platform unreachable");
    assertThat(row).containsText("3 migration licenses");
    new Inspection("en", "support-list-attention").of(support.page());
    link(purchase).click();
    assertThat(support.page().getByText("Its history in the Temporal UI"))
        .hasAttribute("href", Pattern.compile("^" + stack.get("TEMPORAL_UI_URL") + "/.*"));
  }

  private void theStoryIsToldWithoutThePlatform(String purchase) {
    Locator timeline = support.page().locator("#timeline");
    assertThat(timeline).containsText("it is sent again");
    assertThat(timeline).containsText("The payment platform does not answer; try again.");
    assertThat(timeline).containsText("open payment attempt 1, 57.00 USD");
    new Inspection("en", "support-purchase-attention").of(support.page());
    TemporalPictures.ofPurchase("stuck-unreachable", stack.get("TEMPORAL_UI_URL"), purchase);
  }

  /** A colleague has it retried in another window. */
  private void thePageFollowsWhileAReasonIsTyped(String purchase) {
    support.open("/support/purchases/" + purchase);
    Page watching = support.page();
    watching.locator("input[name=action]").first().check();
    watching.getByLabel("Reason").fill("half a sent");
    Page colleague = support.context().newPage();
    colleague.navigate(watching.url());
    colleague.locator("input[name=action]").first().check();
    colleague.getByLabel("Reason").fill("the platform is back");
    colleague.locator("form.act button:visible").click();
    assertThat(watching.locator("#changed")).isVisible();
    assertThat(watching.locator("#support-status"))
        .hasText("The license is active", new HasTextOptions().setTimeout(30_000));
    assertThat(watching.getByLabel("Reason")).hasValue("half a sent");
    assertThat(watching.locator("#timeline")).containsText(" · retry now");
    assertThat(watching.locator("#timeline")).containsText("submitted for settlement");
    new Inspection("en", "support-purchase-followed").of(watching);
    andWhileOneIsThatTheBrowserPutBack(watching, colleague);
  }

  private static void andWhileOneIsThatTheBrowserPutBack(Page watching, Page colleague) {
    watching.locator(".head a").click();
    watching.waitForURL("**/support/purchases");
    watching.goBack();
    assertThat(watching.getByLabel("Reason")).hasValue("half a sent");
    colleague.locator("#choice-ANNOTATE").check();
    colleague.getByLabel("Reason").fill("told the buyer");
    colleague.locator("form.act button:visible").click();
    assertThat(watching.locator("#timeline")).containsText("told the buyer");
    assertThat(watching.getByLabel("Reason")).hasValue("half a sent");
  }

  private void retry(String purchase) {
    support.page().waitForURL("**/support/purchases/" + purchase);
    Locator notice = support.page().locator("main > .banner").first();
    do {
      support.page().locator("#choice-RETRY_NOW").check();
      support.page().getByLabel("Reason").fill("the buyer calls");
      support
          .page()
          .waitForResponse(
              SupportTest::isPost, support.page().locator("form.act button:visible")::click);
      support.page().waitForLoadState();
      // It may have been trying by itself: whoever decided looks again, and decides.
    } while (notice.innerText().contains("has changed since you looked"));
    assertThat(notice).containsText("It is being tried again");
    support.open("/support/purchases/" + purchase);
  }

  private static boolean isPost(Response response) {
    return response.request().method().equals("POST");
  }

  /** One decision about all that the list shows, which is this one. */
  private void retryAllThatMatch(String purchase) {
    Page page = support.page();
    support.open("/support/purchases?q=" + purchase);
    page.locator("details.more summary").click();
    page.getByText("Retry all that match").click();
    page.getByLabel("Reason").fill("many are stuck");
    new Inspection("en", "bulk-form").of(page);
    if (page.locator("#typed").count() > 0) {
      page.locator("#typed").fill("1");
    }
    page.locator("main form button").click();
    page.waitForURL("**/support/bulk/*");
    assertThat(page.locator("#progress"))
        .containsText("every order was asked", new ContainsTextOptions().setTimeout(30_000));
    assertThat(page.locator("#report tbody tr")).containsText("done");
    new Inspection("en", "bulk-run").of(page);
    page.getByText("Bulk runs").click();
    assertThat(page.locator("tbody tr").first()).containsText("many are stuck");
    new Inspection("en", "bulk-runs").of(page);
  }

  private Locator link(String purchase) {
    return support.page().locator("a[href='/support/purchases/%s']".formatted(purchase));
  }
}
