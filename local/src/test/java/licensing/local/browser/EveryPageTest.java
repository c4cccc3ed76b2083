package licensing.local.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

/**
 * Every page is fit for everybody: no finding of axe, and no scrolling sideways at 360 px. Or it is
 * drawn, where {@link Pictures} are wanted.
 */
@Tag(AllPagesSuite.TAG)
@ExtendWith(InBrowser.class)
class EveryPageTest {

  /** Whether what is seldom wrong by itself is looked at, too. */
  static final boolean ALL_PAGES = System.getProperty("pages", "").equals("full");

  private final List<Walk> walks;
  private final LocalStack stack;
  private final Optional<Pictures> pictures = Pictures.wanted();
  private @Nullable ConsolePage at;

  EveryPageTest(Visits visits) {
    stack = visits.console().stack();
    walks = Stream.of("en", "zh-CN").map(language -> new Walk(visits, language)).toList();
  }

  @TestFactory
  Stream<DynamicTest> isFitForEverybody() {
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
    pictures.ifPresentOrElse(
        pictures -> pictures.take(page, walk),
        () -> new Inspection(walk.language(), page.name()).of(page.way().apply(walk)));
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
