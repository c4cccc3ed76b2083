package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees of an entry form that is not in order, and what is left behind by it. */
@ExtendWith(InBrowser.class)
class BadInputTest {

  private final Records records;
  private final Visits visits;
  private final String name;
  private final Visitor buyer;
  private final Page page;

  BadInputTest(Visits visits) {
    this.visits = visits;
    records = visits.records();
    name = records.newBuyer();
    buyer = visits.visitor().logIn(name);
    page = buyer.page();
  }

  @BeforeEach
  void openTheForm() {
    buyer.open("/licenses/migration/add");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0,          Enter a number from 1 to 99.
          -1,         Enter a number from 1 to 99.
          1000000000, Enter a number from 1 to 99.
          1.5,        Enter a whole number without a decimal point or letters.
          e,          Enter a whole number without a decimal point or letters.
          '',         Enter how many licenses you need.
          """)
  void aWrongQuantityIsExplainedWhereItIsCorrected(String typed, String words) {
    page.locator("#quantity").fill("");
    page.locator("#quantity").pressSequentially(typed);
    assertThat(page.locator("#total")).hasText("–");
    subscribe();

    assertThat(page.locator("main > [role=alert]")).containsText("Nothing was ordered.");
    assertThat(page.locator("#quantity-error")).hasText(words);
    assertThat(page.locator("#quantity")).isFocused();
    assertThat(records.purchasesOf(name)).isZero();

    page.locator("#quantity").fill("2");
    subscribe();
    assertThat(page.locator("#prompt")).containsText("2 migration licenses");
    assertThat(records.purchasesOf(name)).isOne();
  }

  @Test
  void autoRenewalThatIsForcedIsRefused() {
    page.evaluate(
        "const box = document.querySelector('[name=autoRenew]');"
            + " box.disabled = false; box.checked = true;");
    subscribe();

    assertThat(page.getByText("It is switched off now")).isVisible();
    assertThat(page.getByLabel("Auto-Renewal")).not().isChecked();
    assertThat(records.purchasesOf(name)).isZero();
  }

  @Test
  void theIdOfAForeignPurchaseMakesNoFormValid() {
    Visitor other = visits.newBuyer();
    String foreign = new Buying(other).subscribe(5);
    page.evaluate("id => { document.querySelector('[name=purchase]').value = id; }", foreign);
    subscribe();

    assertThat(page.locator("#form-error")).containsText("This form is not valid for you.");
    assertThat(page.locator("input[name=purchase]")).not().hasValue(foreign);
    assertThat(records.purchasesOf(name)).isZero();
    other.open("/purchases/" + foreign);
    assertThat(other.page().locator("#prompt")).containsText("5 migration licenses");
  }

  @Test
  void subscribeNowTwiceIsOnePurchase() {
    page.locator("#entry-form button").dblclick();

    assertThat(page.locator("#prompt")).isVisible();
    assertThat(records.purchasesOf(name)).isOne();
  }

  @Test
  void continueTwiceIsOneAttempt() {
    String purchase = new Buying(buyer).subscribe(1);
    Page window = buyer.context().waitForPage(() -> page.locator("#continue button").dblclick());

    assertThat(Buying.field(window, "number")).isVisible();
    assertThat(page.getByText("Awaiting payment")).isVisible();
    assertThat(records.attemptsOf(purchase)).isOne();
  }

  @Test
  void backGivesAFreshFormThatSaysWhatIsOpenAlready() {
    new Buying(buyer).subscribe(2);
    page.goBack();

    assertThat(page.getByText("There are unfinished orders")).isVisible();
    page.locator("#quantity").fill("3");
    subscribe();
    assertThat(page.locator("#prompt")).containsText("3 migration licenses");
    assertThat(records.purchasesOf(name)).isEqualTo(2);
  }

  @Test
  void anotherQuantityInAFormThatWasSentLeadsBackToItsPurchase() {
    new Buying(buyer).subscribeElsewhere(2);
    page.locator("#quantity").fill("3");
    subscribe();

    assertThat(page.getByText("Already ordered: 2 licenses.")).isVisible();
    page.getByText("Resume", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#prompt")).containsText("2 migration licenses");
    assertThat(records.purchasesOf(name)).isOne();
  }

  @Test
  void theFormOfACancelledPurchaseShowsItsEnd() {
    new Buying(buyer).subscribeElsewhere(2);
    Page elsewhere = buyer.context().pages().getLast();
    elsewhere.locator("#cancel button").click();
    elsewhere.waitForURL("**/licenses/migration/add**");
    subscribe();

    assertThat(page.getByText("The order was cancelled")).isVisible();
    assertThat(page.getByText("Buy again", new Page.GetByTextOptions().setExact(true))).isVisible();
    assertThat(records.purchasesOf(name)).isOne();
  }

  private void subscribe() {
    page.locator("#entry-form button").click();
  }
}
