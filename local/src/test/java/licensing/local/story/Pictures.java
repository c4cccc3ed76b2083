package licensing.local.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import java.util.Set;
import licensing.local.browser.Chromium;
import licensing.purchase.PurchaseId;

/** Pictures of purchases in the Temporal UI, for people who learn to read it. */
final class Pictures {

  private static final Path FOLDER = Path.of("../docs/pictures");

  /** Of each kind of ending, and of being stuck. */
  private static final Set<String> WANTED =
      Set.of(
          "licensed",
          "withdrawn",
          "lapsed-unpaid",
          "declined",
          "given-back",
          "suspended",
          "licensed-after-a-lost-request",
          "stuck-platform-unreachable",
          "stuck-payment-unknown");

  private Pictures() {}

  static void take(String name, String temporalUi, PurchaseId purchase) {
    if (!WANTED.contains(name)) {
      return;
    }
    try (Playwright playwright = Playwright.create();
        Browser browser = Chromium.launch(playwright)) {
      Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 1000));
      page.navigate(temporalUi + "/namespaces/default/workflows/" + purchase.workflowId());
      page.getByText("Bought:").first().waitFor();
      page.getByText("Workflow Execution Started").first().waitFor();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setType(ScreenshotType.JPEG)
              .setQuality(70)
              .setPath(FOLDER.resolve(name + ".jpg"))
              .setFullPage(true));
    }
  }
}
