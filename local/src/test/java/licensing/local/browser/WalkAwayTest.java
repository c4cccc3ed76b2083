package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On a console of its own, where half an hour lasts forty seconds. */
class WalkAwayTest {

  @Test
  void theDeadlineEndsThePurchaseAndSaysThatNothingWasCharged() {
    try (RunningConsole console = RunningConsole.with(Map.of("WAITS_DIVISOR", "45"))) {
      Visits visits = new Visits(console);
      Visitor buyer = visits.newBuyer();
      Buying buying = new Buying(buyer);
      buying.subscribe(3);
      Page payment = buying.goOn();

      saysSo(buyer.page());
      saysSo(payment);
      new Inspection("en", "lapsed").of(buyer.page());
      new Inspection("en", "lapsed-payment-window").of(payment);
      buyer.open("/licenses/migration");
      assertThat(buyer.page().getByText("Lapsed: it was not paid in time.")).isVisible();
      visits.end();
    }
  }

  private static void saysSo(Page page) {
    var inTime = new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);
    assertThat(page.getByText("The purchase has lapsed")).isVisible(inTime);
    assertThat(page.getByText("It was not paid in time. Nothing was charged.")).isVisible();
  }
}
