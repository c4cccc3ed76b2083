package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;
import licensing.local.CardFormSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the buyer's bank must confirm each payment. */
@Tag(CardFormSuite.TAG)
@ExtendWith(InBrowser.class)
class BankQuestionTest {

  private static final String AGREES = "4000000000002701";
  private static final String ASKS = "4000000000002503";
  private static final String NOT_TO_BE_HAD = "4000000000002990";
  private static final String LOOK_UP = "**/three_d_secure/lookup";

  @Test
  void aBankThatAgreesAtOnceIsNotNoticed(Visits visits) {
    Buying buying = new Buying(visits.newBuyer());
    String purchase = buying.subscribe(2);
    Page payment = buying.goOn();
    assertThat(payment.locator("#pay")).hasAttribute("data-amount", "38.00");

    Buying.pay(payment, AGREES);

    buying.arriveAtHome(payment);
    visits.records().awaitCapture(purchase);
  }

  @Test
  void aBuyerWhoTellsTheBankNoAndThenYesHasPaidOnce(Visits visits) {
    Buying buying = new Buying(visits.newBuyer());
    buying.subscribe(1);
    Page payment = buying.goOn();

    Buying.pay(payment, ASKS);
    bank(payment).locator("#fail").click();
    assertThat(unconfirmed(payment)).isVisible();
    assertThat(payment.locator("#pay")).hasAttribute("action", Pattern.compile("/payments/2$"));
    assertThat(buying.visitor().page().getByText("Your bank did not confirm the payment."))
        .isVisible();
    Buying.pay(payment, ASKS);
    bank(payment).locator("#pass").click();

    buying.arriveAtHome(payment);
  }

  @Test
  void aQuestionLeftWithoutAnAnswerHandsNothingIn(Visits visits) {
    Buying buying = new Buying(visits.newBuyer());
    buying.subscribe(1);
    Page payment = buying.goOn();

    Buying.pay(payment, ASKS);
    bank(payment).locator("#cancel").click();
    assertThat(payment.locator("#pay-message"))
        .containsText("You left your bank's question without an answer");
    handedNothingIn(buying);

    Buying.pay(payment, ASKS);
    bank(payment).locator("#pass").waitFor();
    payment.close();
    handedNothingIn(buying);

    Locator again = buying.visitor().page().getByText("Open the payment page");
    Page other = buying.visitor().context().waitForPage(again::click);
    Buying.pay(other, AGREES);
    buying.arriveAtHome(other);
  }

  @Test
  void aBankThatIsNotToBeHadIsRefused(Visits visits) {
    Buying buying = new Buying(visits.newBuyer());
    buying.subscribe(1);
    Page payment = buying.goOn();

    Buying.pay(payment, NOT_TO_BE_HAD);

    assertThat(unconfirmed(payment)).isVisible();
    assertThat(payment.getByText("Nothing was charged.").first()).isVisible();
  }

  @Test
  void aBankThatCannotBeAskedLeavesTheFormForAnotherCard(Visits visits) {
    Buying buying = new Buying(visits.newBuyer());
    buying.subscribe(1);
    Page payment = buying.goOn();

    payment.route(LOOK_UP, Route::abort);
    Buying.pay(payment, AGREES);
    assertThat(payment.locator("#pay-message")).containsText("Your bank could not be asked");
    handedNothingIn(buying);
    payment.unroute(LOOK_UP);

    Buying.pay(payment, AGREES);
    buying.arriveAtHome(payment);
  }

  private static FrameLocator bank(Page payment) {
    return payment.frameLocator("[role=dialog] iframe");
  }

  private static Locator unconfirmed(Page payment) {
    return payment.getByText("Your bank did not confirm the payment.");
  }

  private static void handedNothingIn(Buying buying) {
    assertThat(buying.visitor().sent())
        .noneMatch(sent -> sent.url().contains("/payments/") && sent.body().contains("nonce="));
    assertThat(buying.visitor().page().getByText("Awaiting payment")).isVisible();
  }
}
