package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import licensing.local.storm.weather.PlatformControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Purchases that are stuck, each for another reason, are found, understood and brought to the right
 * end by what the pages say alone.
 */
@ExtendWith(InBrowser.class)
class StuckPurchasesTest {

  private static final String SITUATION = "#support-status";

  private final Visits visits;
  private final String temporalUi;
  private final Records records;
  private final PlatformControl platform;
  private final Visitor buyer;
  private final Visitor support;
  private final Buying buying;

  StuckPurchasesTest(Visits visits) {
    this.visits = visits;
    temporalUi = visits.console().stack().get("TEMPORAL_UI_URL");
    records = visits.records();
    platform =
        new PlatformControl(
            URI.create("http://127.0.0.1:" + visits.console().stack().get("PLATFORM_PORT")));
    buyer = visits.newBuyer();
    support = visits.newSupport();
    buying = new Buying(buyer);
  }

  @AfterEach
  void letEverythingWorkAgain() {
    platform.delete("/control/faults");
    records.change("drop trigger if exists no_activation on licenses");
  }

  @Test
  void anAnswerThatCannotBeBelievedIsResolvedByThePaymentsReference() {
    String purchase = buying.subscribe(2);
    arm(purchase, "wrong", "sale", Map.of("field", "amount"));
    arm(purchase, "search-lags", "search", Map.of("seconds", "600"));
    Page payment = handIn(purchase);
    find(purchase, "Payment unknown");
    assertThat(support.page().locator(SITUATION)).hasText("The payment is being checked");
    assertThat(buyer.page().getByText("Do not pay again").first()).isVisible();
    inspect("stuck-unknown", purchase);

    support.open("/support/purchases/" + purchase + "/timeline");
    String reference =
        support
            .page()
            .locator("#timeline li", withText("Platform"))
            .locator("code")
            .first()
            .innerText();
    support.open("/support/purchases/" + purchase);
    choose("RESOLVE_PAID");
    support.page().getByLabel("Platform reference").fill("nosuchpayment");
    press("RESOLVE_PAID", "the control panel shows the payment");
    assertThat(support.page().locator("#reference-error")).containsText("no matching payment");
    assertThat(support.page().locator("#facts")).not().containsText("nosuchpayment");
    assertThat(support.page().getByLabel("Reason")).hasValue("the control panel shows the payment");
    support.page().getByLabel("Platform reference").fill(reference);
    press("RESOLVE_PAID", "the control panel shows the payment");

    buying.arriveAtHome(payment);
    ended(purchase, "The license is active");
  }

  @Test
  void refusedKeysAreSetRightAndThePaymentIsRetried() {
    String purchase = buying.subscribe(2);
    arm(purchase, "status", "sale", Map.of("status", "401", "effect", "none"));
    Page payment = handIn(purchase);
    find(purchase, "Payment platform refuses our keys");
    assertThat(support.page().locator(SITUATION)).hasText("The payment service is down");
    inspect("stuck-refused", purchase);

    platform.delete("/control/faults");
    press("RETRY_NOW", "the keys are right again");

    buying.arriveAtHome(payment);
    ended(purchase, "The license is active");
  }

  @Test
  void moneyForWhichNoLicenseCanBeMadeIsGivenBack() {
    letNoLicenseBeMade();
    String purchase = buying.subscribe(2);
    handIn(purchase);
    find(purchase, "Activation failing");
    assertThat(support.page().locator(SITUATION)).hasText("Paid, the license is being activated");
    inspect("stuck-activation", purchase);

    press("GIVE_BACK_AND_END", "the buyer does not want to wait");

    ended(purchase, "The license could not be activated");
    buyer.open("/purchases/" + purchase);
    assertThat(buyer.page().getByText("you pay nothing").first()).isVisible();
  }

  @Test
  void moneyThatCannotBeGivenBackYetGoesBackInTheEnd() {
    letNoLicenseBeMade();
    String purchase = buying.subscribe(2);
    arm(purchase, "status", "void", Map.of("status", "503", "effect", "none"));
    handIn(purchase);
    find(purchase, "Activation failing");
    press("GIVE_BACK_AND_END", "the buyer does not want to wait");
    find(purchase, "Release failing");
    assertThat(support.page().locator(SITUATION)).hasText("The money is being given back");
    inspect("stuck-release", purchase);
    platform.delete("/control/faults");
    press("RETRY_NOW", "the platform voids again");
    ended(purchase, "The license could not be activated");
  }

  @Test
  void muchMoneyIsGivenBackByTwoPersons() {
    letNoLicenseBeMade();
    String purchase = buying.subscribe(3);
    handIn(purchase);
    find(purchase, "Activation failing");
    press("GIVE_BACK_AND_END", "the buyer does not want to wait");
    assertThat(support.page().locator("main > .banner.good")).containsText("as your proposal");
    assertThat(support.page().locator("#proposal-heading + p")).containsText("support");

    String name = records.newOperator("SUPPORT");
    Visitor colleague = visits.visitor().logInByTwoSteps(name);
    Page second = colleague.page();
    colleague.open("/support/purchases/" + purchase);
    new Inspection("en", "stuck-proposal").of(second);
    second.getByLabel("Why you approve").fill("they told me so too");
    second.getByText("Approve, and do it").click();
    second.locator("main > .banner:not([hidden])").first().waitFor();

    ended(purchase, "The license could not be activated");
    assertThat(support.page().locator("#timeline")).containsText("propose: give back and end");
    assertThat(support.page().locator("#timeline")).containsText(name + " · give back and end");
  }

  @Test
  void aCaptureThatFailedIsRetriedWhileTheLicenseWorks() {
    String purchase = buying.subscribe(2);
    arm(purchase, "status", "capture", Map.of("status", "503", "effect", "none"));
    buying.arriveAtHome(handIn(purchase));
    find(purchase, "Capture failing");
    assertThat(support.page().locator(SITUATION)).hasText("The license is active");
    inspect("stuck-capture", purchase);

    platform.delete("/control/faults");
    press("RETRY_NOW", "the platform takes captures again");

    ended(purchase, "The license is active");
  }

  @Test
  void aDisputeIsSettledLongAfterTheEnd() {
    String purchase = buying.subscribe(2);
    buying.arriveAtHome(handIn(purchase));
    records.awaitCapture(purchase);
    String payment = platform.paymentOf(purchase);
    platform.post(
        "/control/transactions/" + payment + "/webhooks", Map.of("kind", "dispute_opened"));
    find(purchase, "Report of the payment platform");
    assertThat(support.page().locator("#facts")).containsText("has disputed");
    new Inspection("en", "stuck-disputed").of(support.page());
    TemporalPictures.ofPaymentEvents("stuck-disputed", temporalUi, purchase);

    press("ANNOTATE", "answered in the control panel");
    press("MARK_AS_SETTLED", "the bank has our answer");

    ended(purchase, "The license is active");
    assertThat(support.page().locator("#timeline")).containsText("mark as settled");
  }

  private void letNoLicenseBeMade() {
    records.change(
        "create or replace function no_activation() returns trigger language plpgsql"
            + " as $$ begin raise exception 'no space left'; end $$");
    records.change(
        "create trigger no_activation before insert on licenses for each row"
            + " execute function no_activation()");
  }

  /** The fault happens to each such call about the purchase's payment. */
  private void arm(String purchase, String fault, String operation, Map<String, String> details) {
    Map<String, String> plan = new HashMap<>(details);
    plan.putAll(Map.of("fault", fault, "operation", operation));
    platform.arm(purchase + "-1", plan);
  }

  private Page handIn(String purchase) {
    Page payment = buying.goOn();
    Buying.pay(payment, Buying.GOOD_CARD);
    records.awaitHandedIn(purchase);
    return payment;
  }

  /** Among those that need a person, as support would look for it; then its own page. */
  private void find(String purchase, String attention) {
    records.awaitAttention(purchase);
    support.open("/support/purchases?attention=any&order=newest");
    Locator link = support.page().locator("a[href='/support/purchases/" + purchase + "']");
    Locator row = support.page().locator("tbody tr", new Page.LocatorOptions().setHas(link));
    assertThat(row).containsText(attention);
    link.click();
    assertThat(support.page().locator("#attention-heading")).hasText(attention);
  }

  /** Something may have come right by itself meanwhile, which the answer says then. */
  private void press(String choice, String reason) {
    Page page = support.page();
    choose(choice);
    page.getByLabel("Reason").fill(reason);
    page.waitForResponse(
        answer -> answer.request().method().equals("POST"),
        page.locator("form.act button:visible")::click);
    page.locator("main > .banner:not([hidden])").first().waitFor();
  }

  /** What is not recommended is folded away. */
  private void choose(String choice) {
    Page page = support.page();
    Locator action = page.locator("#choice-" + choice);
    if (!action.isVisible()) {
      page.locator("details.others summary").click();
    }
    action.check();
  }

  private void ended(String purchase, String status) {
    records.awaitEnd(purchase);
    support.open("/support/purchases/" + purchase);
    assertThat(support.page().locator(SITUATION)).hasText(status);
    assertThat(support.page().locator("#facts")).containsText("Nothing more; it has ended.");
    assertThat(support.page().locator("#attention-heading")).hasCount(0);
  }

  private static Page.LocatorOptions withText(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** The page of the purchase, and what the Temporal UI tells of it. */
  private void inspect(String name, String purchase) {
    new Inspection("en", name).of(support.page());
    TemporalPictures.ofPurchase(name, temporalUi, purchase);
  }
}
