package licensing.local.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.local.browser.ConsolePage.Reader;

/**
 * Pictures of every page for people to look at, wide and narrow, light and dark, in each language,
 * and one page with all of them: what {@code ./dev screenshots} makes. Where the system property
 * {@code screenshots} names a folder, they are made instead of inspecting the pages.
 */
record Pictures(Path folder) {

  private static final List<Integer> WIDTHS = List.of(1280, 360);
  private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
  private static final List<String> LANGUAGES = List.of("en", "zh-CN");

  private static final String INDEX =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Every page of the console</title>
      <style>
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 24px; color: #0f172a; background: #f6f7f9 }
        nav a { margin-right: 16px }
        h3 a { color: inherit; text-decoration: none }
        section > div { display: grid; grid-template-columns: 3fr 3fr 1fr 1fr 3fr 3fr 1fr 1fr; gap: 8px }
        section > div > a { display: block; height: 320px; overflow: hidden; background: #fff }
        img { width: 100%; display: block }
      </style>
      <h1>Every page of the console</h1>
      <p>Of each: English wide, light and dark; narrow, light and dark; then the same in Chinese. A picture leads to
      its whole.</p>
      {body}
      </html>
      """;

  static Optional<Pictures> wanted() {
    return Optional.ofNullable(System.getProperty("screenshots"))
        .map(folder -> new Pictures(Path.of(folder)));
  }

  void take(ConsolePage shown, Walk walk) {
    Page window = shown.way().apply(walk);
    for (ColorScheme scheme : SCHEMES) {
      window.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      boolean framed = window.locator("iframe").count() > 0;
      if (framed && scheme == ColorScheme.DARK) {
        // The platform's fields keep the colours that they were made with.
        window.reload();
        window = shown.way().apply(walk);
      }
      for (int width : WIDTHS) {
        fit(window, width, framed);
        window.screenshot(
            new Page.ScreenshotOptions()
                .setPath(folder.resolve(file(shown, walk.language(), width, scheme)))
                .setFullPage(true));
      }
    }
    window.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(ColorScheme.LIGHT)
            .setReducedMotion(ReducedMotion.NO_PREFERENCE));
    window.setViewportSize(1280, 800);
  }

  /** As high as the page: what covers the window covers all of it then. */
  private static void fit(Page window, int width, boolean framed) {
    window.setViewportSize(width, 800);
    Object height = window.evaluate("Math.max(800, document.documentElement.scrollHeight)");
    window.setViewportSize(width, ((Number) height).intValue());
    if (framed) {
      // Its fields are painted by another process, some frames later.
      window.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))");
    }
  }

  /** The page with all that were taken. */
  void writeIndex() {
    String body = Arrays.stream(Reader.values()).map(this::section).collect(Collectors.joining());
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("index.html"), INDEX.replace("{body}", body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String section(Reader reader) {
    String pages =
        ConsolePage.ALL.stream()
            .filter(page -> page.reader() == reader)
            .map(this::row)
            .collect(Collectors.joining());
    return "<h2 id=\"%s\">%s</h2>\n%s".formatted(reader, reader.words(), pages);
  }

  private String row(ConsolePage page) {
    String pictures = files(page).map(this::figure).collect(Collectors.joining());
    return "<section id=\"%1$s\"><h3><a href=\"#%1$s\">%1$s</a></h3><div>%2$s</div></section>\n"
        .formatted(page.name(), pictures);
  }

  private String figure(String file) {
    return Files.exists(folder.resolve(file))
        ? "<a href=\"%1$s\"><img loading=\"lazy\" src=\"%1$s\" alt=\"%1$s\"></a>".formatted(file)
        : "<p>%s is missing</p>".formatted(file);
  }

  private static Stream<String> files(ConsolePage page) {
    return LANGUAGES.stream()
        .flatMap(
            language ->
                WIDTHS.stream()
                    .flatMap(
                        width ->
                            SCHEMES.stream().map(scheme -> file(page, language, width, scheme))));
  }

  private static String file(ConsolePage page, String language, int width, ColorScheme scheme) {
    return "%s-%s-%d-%s.png"
        .formatted(
            page.name(), language.substring(0, 2), width, scheme.name().toLowerCase(Locale.ROOT));
  }
}
