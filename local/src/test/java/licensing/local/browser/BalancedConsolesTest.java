package licensing.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Consoles of its own: that there are two is a setting of the whole. */
class BalancedConsolesTest {

  private static final Map<String, String> TWO = Map.of("CONSOLES", "2", "WORKERS", "2");

  @Test
  void leadABuyerHomeAlthoughOneIsKilledBeforeThePayment() {
    try (RunningConsole console = RunningConsole.with(TWO)) {
      Visits visits = new Visits(console);
      var anyCertificate = new Browser.NewContextOptions().setIgnoreHTTPSErrors(true);
      Visitor buyer = visits.visitor(anyCertificate).logIn(visits.records().newBuyer());
      Buying buying = new Buying(buyer);
      String purchase = buying.subscribe(3);
      Page payment = buying.goOn();

      console.stack().kill("web");

      Buying.pay(payment, Buying.GOOD_CARD);
      buying.arriveAtHome(payment);
      visits.records().awaitCapture(purchase);
      assertThat(buyer.home()).startsWith("https://");
      assertThat(
              buyer
                  .page()
                  .evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol"))
          .isEqualTo("h2");
      assertThat(buyer.context().cookies())
          .isNotEmpty()
          .allMatch(cookie -> cookie.secure && cookie.name.startsWith("__Host-"));
      visits.end();
    }
  }
}
