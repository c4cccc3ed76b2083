package licensing.local.browser;

import static java.util.regex.Pattern.DOTALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import licensing.local.AllPagesSuite;
import licensing.local.LocalStack;
import licensing.local.browser.ConsolePage.Reader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page is fit for everybody: no finding of axe, no scrolling sideways at 360 px, and HTML as
 * the standard has it. Or it is drawn, where {@link Pictures} are wanted.
 */
@Tag(AllPagesSuite.TAG)
@ExtendWith(InBrowser.class)
class EveryPageTest {

  /** Whether what is seldom wrong by itself is looked at, too. */
  static final boolean ALL_PAGES = System.getProperty("pages", "").equals("full");

  private static final Path STYLES = Path.of("../web/src/main/resources/static/console.css");

  /** The platform's script looks for them, to lead a click into the frame that it puts there. */
  private static final Pattern LABELS_OF_FRAMES =
      Pattern.compile(
          "“for” attribute of the “label”.*<label id=\"\\w+-label\" for=\"card-", DOTALL);

  /** The checker (26.9.27) does not know yet what the standard says of it. */
  private static final Pattern AWAITED_PARTS =
      Pattern.compile("“blocking” attribute.*<link rel=\"expect\"", DOTALL);

  private final List<Walk> walks;
  private final SentPages sent;
  private final LocalStack stack;
  private final Optional<Pictures> pictures = Pictures.wanted();
  private @Nullable ConsolePage at;

  EveryPageTest(Visits visits, @TempDir Path folder) {
    stack = visits.console().stack();
    sent = new SentPages(folder);
    walks = Stream.of("en", "zh-CN").map(language -> new Walk(visits, language, sent)).toList();
  }

  @TestFactory
  Stream<DynamicTest> isFitForEverybody() {
    Stream<DynamicTest> pages = pages();
    return pictures.isPresent()
        ? pages
        : Stream.concat(pages, Stream.of(dynamicTest("HTML and CSS", this::judge)));
  }

  /** All at once: the checker takes longer to start than for a page. */
  private void judge() {
    assertThat(HtmlChecker.judge(sent.folder(), STYLES))
        .filteredOn(told -> !LABELS_OF_FRAMES.matcher(told).find())
        .filteredOn(told -> !AWAITED_PARTS.matcher(told).find())
        .isEmpty();
  }

  private Stream<DynamicTest> pages() {
    return ConsolePage.ALL.stream()
        .flatMap(
            page ->
                walks.stream()
                    .filter(walk -> isVisited(page, walk))
                    .map(
                        walk ->
                            dynamicTest(page + " in " + walk.language(), () -> visit(page, walk))));
  }

  /** Those who run the console are shown the same pages in Chinese: with {@code -Dpages=full}. */
  private boolean isVisited(ConsolePage page, Walk walk) {
    boolean operators = page.reader() == Reader.SUPPORT || page.reader() == Reader.ADMINISTRATION;
    return !operators || walk.language().equals("en") || pictures.isPresent() || ALL_PAGES;
  }

  private void visit(ConsolePage page, Walk walk) {
    if (!page.equals(at)) {
      prepare(page);
    }
    pictures.ifPresentOrElse(pictures -> pictures.take(page, walk), () -> inspect(page, walk));
  }

  private void inspect(ConsolePage page, Walk walk) {
    Page window = page.way().apply(walk);
    sent.keep(page + "-" + walk.language(), window);
    new Inspection(walk.language(), page.name()).of(window);
  }

  private void prepare(ConsolePage page) {
    Reader before = at == null ? page.reader() : at.reader();
    Optional<String> missed = at == null ? Optional.empty() : at.missing();
    at = page;
    if (!missed.equals(page.missing())) {
      startWhatStands();
    }
    if (page.missing().isEmpty() && before != page.reader()) {
      walks.forEach(Walk::leave);
    }
    page.missing().filter(program -> stack.process(program).isPresent()).ifPresent(this::miss);
  }

  /** Nobody can log in or plant anything once it is away. */
  private void miss(String program) {
    walks.forEach(Walk::settle);
    stack.kill(program);
  }

  @AfterEach
  void startWhatStands() {
    if (stack.names().stream().anyMatch(name -> stack.process(name).isEmpty())) {
      stack.startMissing();
      walks.forEach(EveryPageTest::awaitTheConsole);
    }
    pictures.ifPresent(Pictures::writeIndex);
  }

  /** It takes its connections up again by itself, a moment after the database is back. */
  private static void awaitTheConsole(Walk walk) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (walk.owner().open("/") != 200) {
      assertThat(System.nanoTime()).as("still not back").isLessThan(deadline);
    }
  }
}
