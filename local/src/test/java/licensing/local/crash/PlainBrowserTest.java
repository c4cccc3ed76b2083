package licensing.local.crash;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import licensing.local.browser.Chromium;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What ./dev up gives to whoever has a browser and nothing else: no map of the platform's hosts, no
 * certificate. No bank is asked here either.
 */
@ExtendWith(OneScene.class)
class PlainBrowserTest {

  private static final String TELL_VIOLATIONS =
      "addEventListener('securitypolicyviolation', event => console.error('violation of '"
          + " + event.violatedDirective + ' by ' + event.blockedURI));";
  private static final LocatorAssertions.IsEnabledOptions PATIENTLY =
      new LocatorAssertions.IsEnabledOptions().setTimeout(Scene.PATIENCE.toMillis());

  private final Scene scene;

  PlainBrowserTest(Scene scene) {
    this.scene = scene;
  }

  @Test
  void paysByTheRealClientAtTheStandIn() {
    List<String> sent = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    try (Playwright playwright = Playwright.create();
        Browser browser = Chromium.launch(playwright, List.of())) {
      BrowserContext context = browser.newContext();
      context.setDefaultTimeout(Scene.PATIENCE.toMillis());
      context.addInitScript(TELL_VIOLATIONS);
      context.onRequest(request -> sent.add(request.url()));
      context.onConsoleMessage(
          message -> {
            if (message.text().contains("violation of")) {
              complaints.add(message.text());
            }
          });
      Page payment = paymentPage(context.newPage());
      assertThat(payment.locator("#pay-button")).isEnabled(PATIENTLY);
      type(payment, "number", "4111111111111111");
      type(payment, "expirationDate", "12/40");
      type(payment, "cvv", "123");
      payment.locator("#pay-button").click();
      payment.waitForURL(scene.console() + "/");
    }

    assertThat(sent)
        .allMatch(
            url ->
                url.startsWith(scene.console().toString())
                    || url.startsWith(scene.stack().get("BRAINTREE_FORM_BASE_URL")));
    assertThat(complaints).isEmpty();
  }

  private Page paymentPage(Page page) {
    page.navigate(scene.console() + "/login");
    page.locator("#username").fill("buyer");
    page.locator("#password").fill("buyer");
    page.locator("main button[type=submit]").click();
    page.waitForURL(scene.console() + "/");
    page.navigate(scene.console() + "/licenses/migration/add");
    page.locator("#quantity").fill("1");
    page.locator("#entry-form button").click();
    page.locator("#prompt").waitFor();
    return page.context().waitForPage(() -> page.locator("#continue button").click());
  }

  private static void type(Page payment, String field, String text) {
    payment
        .frameLocator("iframe[name=braintree-hosted-field-" + field + "]")
        .locator("input")
        .fill(text);
  }
}
