package licensing.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of these tests: the system's own, if there is one. */
public final class Chromium {

  /**
   * A document is shown in the frame of the one before it, as it was for years. With a new frame
   * for each, a renderer now and then (of Chromium 156: once in some fifty purchases) reads a null
   * where it takes leave of whoever watches the old frame, as Playwright does. The first name is
   * Playwright's own, since the last list counts.
   */
  private static final String SAME_FRAME =
      "--enable-features=CDPScreenshotNewSurface,RenderDocument:level/crashed-frame";

  /**
   * With the first two each window of a headless browser keeps a renderer of its own for the list
   * below an address bar that nobody sees: half the processor's time of an empty page in a new
   * context (Chromium 156). The rest is Playwright's own list, since the last list counts.
   */
  private static final String UNSEEN =
      "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
          + "AvoidUnnecessaryBeforeUnloadCheckSync,BoundaryEventDispatchTracksNodeRemoval,"
          + "DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,"
          + "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
          + "BlockOriginHeaderModificationOnRedirect,Translate,AutoDeElevate,OptimizationHints,"
          + "msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion";

  private Chromium() {}

  /**
   * @param more arguments of the browser's command line
   */
  public static Browser launch(Playwright playwright, List<String> more) {
    return playwright.chromium().launch(options(more));
  }

  private static BrowserType.LaunchOptions options(List<String> more) {
    var arguments = Stream.concat(Stream.of("--no-sandbox", SAME_FRAME, UNSEEN), more.stream());
    var options = new BrowserType.LaunchOptions().setArgs(arguments.toList());
    // Without one of the system's own, Playwright looks for the one it fetched itself.
    chromium().ifPresent(options::setExecutablePath);
    return options;
  }

  private static Optional<Path> chromium() {
    return installed("CHROMIUM", "chromium", "chromium-browser");
  }

  /**
   * A browser of the system.
   *
   * @param variable which names it, or else the first of these names on the path is it
   */
  static Optional<Path> installed(String variable, String... names) {
    String named = System.getenv().getOrDefault(variable, "");
    return named.isEmpty()
        ? Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .flatMap(at -> Arrays.stream(names).map(name -> Path.of(at, name)))
            .filter(Files::isExecutable)
            .findFirst()
        : Optional.of(Path.of(named));
  }
}
