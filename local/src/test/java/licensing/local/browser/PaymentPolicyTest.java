package licensing.local.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;
import licensing.local.CardFormSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

  private static final List<Source> NEEDED =
      List.of(
          new Source("script-src", "https://c.paypal.com"),
          new Source("script-src", "https://*.cardinaltrusted.com"),
          new Source("connect-src", "https://api.sandbox.braintreegateway.com"),
          new Source("connect-src", "https://*.braintree-api.com"),
          new Source("connect-src", "https://www.paypal.com"),
          new Source("img-src", "https://c.paypal.com"),
          new Source("img-src", "https://b.stats.paypal.com"),
          new Source("frame-src", "https:"),
          new Source("form-action", "https:"),
          new Source("style-src-attr", "'unsafe-hashes'"));

  @Test
  void letsAPhonePayWithItsBanksQuestionAndDeviceData(Visits visits) {
    Visitor buyer = visits.visitor(phone()).logIn(visits.records().newBuyer());
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

  /** In browsers of their own, on the page of one purchase, which nobody pays by that. */
  @Test
  void reportsWhatASourceIsMissedBy(Visits visits) {
    Visitor first = visits.visitor(phone()).logIn(visits.records().newBuyer());
    Buying buying = new Buying(first);
    buying.subscribe(1);
    Page shown = buying.goOn();
    String policy = shown.reload().headerValue(POLICY);
    String address = shown.url();
    String session = first.context().storageState();
    shown.close();

    for (Source source : NEEDED) {
      Visitor buyer = visits.visitor(phone().setStorageState(session));
      Page payment = buyer.page();
      payment.addInitScript(TIGHTER.formatted(source.leftOutOf(policy)));
      payment.navigate(address);
      if (source.isMissedByPayingOnly()) {
        Buying.pay(payment, ASKS);
      }

      payment.waitForCondition(() -> !buyer.complaints().isEmpty());
      assertThat(buyer.complaints())
          .as("without %s", source)
          .allMatch(complaint -> complaint.contains(source.directive()));
      payment.close();
      // Whatever it says yet is of the same kind.
      buyer.mayComplainOf(source.directive());
    }
  }

  /** On phones the client adds stops for the keyboard, with a style of their own. */
  private static Browser.NewContextOptions phone() {
    return new Browser.NewContextOptions()
        .setViewportSize(360, 740)
        .setIsMobile(true)
        .setHasTouch(true)
        .setUserAgent(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15"
                + " (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1");
  }

  /** What one directive lets through, and must. */
  private record Source(String directive, String expression) {

    /** The bank's question is asked, and the card taken, once somebody pays. */
    boolean isMissedByPayingOnly() {
      return directive.equals("form-action") || expression.contains("api.sandbox");
    }

    /** The one directive, as it would be without it. */
    String leftOutOf(String policy) {
      String whole =
          List.of(policy.split("; ")).stream()
              .filter(one -> one.startsWith(directive + " "))
              .findFirst()
              .orElseThrow();
      assertThat(whole).contains(" " + expression);
      return whole.replace(" " + expression, "");
    }
  }
}
