package licensing.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.Map;

/** The other browser of these tests: the system's own, unpatched, which is driven by WebDriver. */
final class Firefox {

  /** With it, Playwright speaks the protocol (BiDi) that every Firefox has. */
  private static final String AS_RELEASED = "moz-firefox";

  private Firefox() {}

  static Browser launch(Playwright playwright, Map<String, Object> preferences) {
    var executable =
        Chromium.installed("FIREFOX", "firefox-esr", "firefox")
            .orElseThrow(
                () -> new IllegalStateException("Firefox is missing: install it, or set FIREFOX"));
    return playwright
        .firefox()
        .launch(
            new BrowserType.LaunchOptions()
                .setChannel(AS_RELEASED)
                .setExecutablePath(executable)
                .setFirefoxUserPrefs(preferences));
  }
}
