package licensing.local.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the inspection of pages finds, so that it cannot be content with all of them for ever. */
@ExtendWith(InBrowser.class)
class InspectionTest {

  private static final String DARK = "@media (prefers-color-scheme: dark) ";

  private final Page page;

  InspectionTest(Visits visits) {
    page = visits.visitor().page();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void isContentWithAPageThatIsFit(String language) {
    show("", "<p>fit</p>");
    assertThatCode(() -> inspect(language)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"en, wide", "zh-CN, narrow"})
  void findsAPictureWithoutWords(String language, String look) {
    show("", "<img src='data:,'>");
    assertThatThrownBy(() -> inspect(language)).hasMessageContainingAll("image-alt", look);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void findsWhatIsNotGrave(String language) {
    show("", "<h4>Below nothing</h4>");
    assertThatThrownBy(() -> inspect(language)).hasMessageContaining("heading-order");
  }

  @ParameterizedTest
  @CsvSource({"en, narrow", "zh-CN, narrow"})
  void findsWhatIsTooSmallForAFinger(String language, String look) {
    show(
        "button { width: 40px; height: 40px; padding: 0; border: 0 }"
            + DARK
            + "{ button { width: 9px; height: 9px } }",
        "<button>a</button><button>b</button><button>c</button>");
    assertThatThrownBy(() -> inspect(language)).hasMessageContainingAll("target-size", look);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void findsWordsThatAreFaintInTheDark(String language) {
    show(DARK + "{ body { background: #222 } p { color: #333 } }", "<p>faint</p>");
    assertThatThrownBy(() -> inspect(language)).hasMessageContainingAll("color-contrast", "narrow");
  }

  @Test
  void findsWordsThatAreFaintInTheLight() {
    show("p { color: #ddd }" + DARK + "{ p { color: #000 } }", "<p>faint</p>");
    assertThatThrownBy(() -> inspect("en")).hasMessageContainingAll("color-contrast", "wide");
  }

  @ParameterizedTest
  @CsvSource({"en, 1270, wide", "en, 350, narrow", "zh-CN, 1270, wide", "zh-CN, 350, narrow"})
  void findsWhatMustBeScrolledToSideways(String language, int width, String look) {
    show("p { width: %dpx; margin-left: 20px }".formatted(width), "<p>broad</p>");
    assertThatThrownBy(() -> inspect(language)).hasMessageContainingAll("sideways", look);
  }

  @ParameterizedTest
  @CsvSource({"en, narrow", "zh-CN, narrow"})
  void findsAHintThatIsWiderThanItsField(String language, String look) {
    String field = "<input aria-label='key' placeholder='%s'>";
    show("input { width: 200px; font: 16px monospace }", field.formatted("Key, order, buyer"));
    assertThatCode(() -> inspect(language)).doesNotThrowAnyException();

    show(
        "input { width: 200px; font: 16px monospace }",
        field.formatted("Key, order, buyer or card"));
    assertThatThrownBy(() -> inspect(language)).hasMessageContainingAll("cut off", look);
  }

  @Test
  void findsWhatIsNoHtmlOrCss(@TempDir Path folder) throws IOException {
    String fit = "<!doctype html><html lang='en'><title>Page</title><h1>Page</h1>%s</html>";
    Files.writeString(folder.resolve("fit.html"), fit.formatted(""));
    Path style = folder.resolve("style.css");
    Files.writeString(style, "p { color: inherit }");
    assertThat(HtmlChecker.judge(folder)).isEmpty();

    String time = "<time datetime='2026-11-29T12:00:00.123456Z'>noon</time>";
    Files.writeString(folder.resolve("time.html"), fit.formatted(time));
    Files.writeString(
        folder.resolve("type.html"), fit.formatted("<script type='text/javascript'></script>"));
    Files.writeString(style, "p { colour: red }");
    assertThat(HtmlChecker.judge(folder))
        .satisfiesExactlyInAnyOrder(
            told -> assertThat(told).contains("error: ", "datetime", "[time.html]"),
            told -> assertThat(told).contains("warning: ", "type", "[type.html]"),
            told -> assertThat(told).contains("error: ", "colour", "[style.css]"));
  }

  private void inspect(String language) {
    new Inspection(language, "page").of(page);
  }

  private void show(String style, String body) {
    page.setContent(
        "<!doctype html><html lang='en'><title>Page</title><meta name=viewport"
            + " content='width=device-width'><style>%s</style><main><h1>Page</h1>%s</main></html>"
                .formatted(style, body));
  }
}
