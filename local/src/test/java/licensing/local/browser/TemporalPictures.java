package licensing.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures of purchases in the Temporal UI, for people who learn to read it. With {@code
 * -Dpictures=true} they are taken anew, into the documents.
 */
public final class TemporalPictures {

  private static final boolean WANTED = Boolean.getBoolean("pictures");
  private static final Path FOLDER = Path.of("../docs/pictures");

  /** Left of what is told of a workflow, in pixels. */
  private static final int MENU = 256;

  private TemporalPictures() {}

  /**
   * @param name of what can be seen
   * @param temporalUi its address
   */
  public static void ofPurchase(String name, String temporalUi, String purchase) {
    take(name, temporalUi, "purchase-" + purchase, "subscribe", "Bought:");
  }

  /** The same of what followed a report after the end. */
  static void ofPaymentEvents(String name, String temporalUi, String purchase) {
    take(name, temporalUi, "payment-events-" + purchase, "platformReported", "Reported:");
  }

  private static void take(
      String name, String temporalUi, String workflowId, String began, String told) {
    if (!WANTED) {
      return;
    }
    try (Playwright playwright = Playwright.create();
        Browser browser = Chromium.launch(playwright, List.of())) {
      Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 1600));
      page.navigate(temporalUi + "/namespaces/default/workflows/" + workflowId);
      page.waitForURL("**/timeline**");
      String address = page.url().substring(0, page.url().lastIndexOf("/timeline"));
      keep(page, began, name + "-timeline", 760, 700);
      page.navigate(address + "/user-metadata");
      keep(page, told, name + "-details", 310, 800);
    }
  }

  /** The page itself never comes to rest, and shows what is Markdown in frames of its own. */
  private static void keep(Page page, String shown, String file, int top, int height) {
    page.waitForCondition(() -> page.frames().stream().anyMatch(frame -> shows(frame, shown)));
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(FOLDER.resolve(file + ".png"))
            .setClip(MENU, top, 1280 - MENU, height));
  }

  private static boolean shows(Frame frame, String text) {
    try {
      return frame.innerText("body").contains(text);
    } catch (PlaywrightException stillLoading) {
      return false;
    }
  }
}
