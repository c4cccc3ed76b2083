package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import licensing.local.CardFormSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The payment page's policy, under the platform's own scripts: it lets through what they need, and
 * nothing of it can be spared. That nothing is reported is asserted of every visit of these tests.
 */
@Tag(CardFormSuite.TAG)
@ExtendWith(InBrowser.class)
class PaymentPolicyTest {

  private static final String POLICY = "content-security-policy";
  private static final String ASKS = "4000000000002503";

  /** A second policy, which the page has to meet as well. */
  private static final String TIGHTER =
      """
      if (top === self) {
        new MutationObserver((_, observer) => {
          if (!document.head) return;
          observer.disconnect();
          const meta = document.createElement('meta');
          meta.httpEquiv = 'Content-Security-Policy';
          meta.content = "%s";
          document.head.append(meta);
        }).observe(document, {childList: true, subtree: true});
      }
      """;

  /** By the bank's question alone. */
  private static final Set<String> NEEDED_LATE = Set.of("form-action");

  /** On phones the client adds stops for the keyboard, with a style of their own. */
  private static final Browser.NewContextOptions PHONE =
      new Browser.NewContextOptions()
          .setViewportSize(360, 740)
          .setIsMobile(true)
          .setHasTouch(true)
          .setUserAgent(
              "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15"
                  + " (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1");

  @Test
  void letsAPhonePayWithItsBanksQuestionAndDeviceData(Visits visits) {
    Visitor buyer = visits.visitor(PHONE).logIn(visits.records().newBuyer());
    Buying buying = new Buying(buyer);
    String purchase = buying.subscribe(1);
    Page payment = buying.goOn();
    assertThat(payment.locator(".focus-intercept").first()).hasCSS("opacity", "0");
    Buying.pay(payment, ASKS);
    payment.frameLocator("[role=dialog] iframe").locator("#pass").click();
    buying.arriveAtHome(payment);

    visits.records().awaitCapture(purchase);
    assertThat(buyer.sent())
        .filteredOn(sent -> sent.url().contains("/payments/"))
        .singleElement()
        .satisfies(sent -> assertThat(sent.body()).contains("deviceData=%7B%22correlation_id"));
    assertThat(buyer.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "script-src, https://c.paypal.com",
        "script-src, https://*.cardinaltrusted.com",
        "connect-src, https://api.sandbox.braintreegateway.com",
        "connect-src, https://*.braintree-api.com",
        "connect-src, https://www.paypal.com",
        "img-src, https://c.paypal.com",
        "img-src, https://b.stats.paypal.com",
        "frame-src, https:",
        "form-action, https:",
        "style-src-attr, 'unsafe-hashes'",
      })
  void reportsWhatASourceIsMissedBy(String directive, String source, Visits visits) {
    Visitor buyer = visits.visitor(PHONE).logIn(visits.records().newBuyer());
    Buying buying = new Buying(buyer);
    buying.subscribe(1);
    Page payment = buying.goOn();
    String policy = payment.reload().headerValue(POLICY);
    payment.addInitScript(TIGHTER.formatted(without(directive, source, policy)));
    payment.reload();
    if (NEEDED_LATE.contains(directive) || source.contains("api.sandbox")) {
      Buying.pay(payment, ASKS);
    }

    payment.waitForCondition(() -> !buyer.complaints().isEmpty());
    assertThat(buyer.complaints()).allMatch(complaint -> complaint.contains(directive));
    payment.close();
    // Whatever it says yet is of the same kind.
    buyer.mayComplainOf(directive);
  }

  /** The one directive, as it would be without the source. */
  private static String without(String directive, String source, String policy) {
    String whole =
        List.of(policy.split("; ")).stream()
            .filter(one -> one.startsWith(directive + " "))
            .findFirst()
            .orElseThrow();
    assertThat(whole).contains(" " + source);
    return whole.replace(" " + source, "");
  }
}
