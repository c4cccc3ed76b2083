package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import licensing.local.LocalStack;
import licensing.local.Tap;
import licensing.local.TappedStack;
import licensing.local.buyer.Browser;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Following;
import org.jsoup.nodes.Element;

/** The stack of these tests, and what can be seen around it. */
final class Scene implements AutoCloseable {

  /** Emptied by the build's own clean. */
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TappedStack tapped;
  private final Buyers buyers;

  private Scene(Path folder) {
    tapped = new TappedStack(folder, Map.of());
    buyers = new Buyers(console());
  }

  static Scene start() {
    try {
      Scene scene = new Scene(Files.createTempDirectory(TARGET, "crash-"));
      scene.stack().start();
      return scene;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts again whatever a test has killed. */
  void repair() {
    platformTap().open();
    stack().names().stream()
        .filter(name -> stack().process(name).isEmpty())
        .forEach(stack()::start);
  }

  LocalStack stack() {
    return tapped.stack();
  }

  /** Between worker and platform. */
  Tap platformTap() {
    return tapped.platformTap();
  }

  /** Between worker and PostgreSQL. */
  Tap databaseTap() {
    return tapped.databaseTap();
  }

  Buyer buyer(String name) {
    return buyers.loggedIn(name);
  }

  /** A browser without cookies, at any site. */
  Browser browserOf(URI site) {
    return buyers.browserOf(site);
  }

  URI console() {
    return URI.create(stack().get("CONSOLE_BASE_URL"));
  }

  Ledger ledger() {
    return new Ledger(platform());
  }

  URI platform() {
    return tapped.platform();
  }

  Records records() {
    return new Records(stack().database(), PATIENCE);
  }

  /** What a page of the console, whichever, would send along with a form. */
  static Map<String, String> csrf(Buyer buyer) {
    Element field = buyer.homepage().document().expectFirst("input[name=_csrf]");
    return Map.of("_csrf", field.attr("value"));
  }

  /** Returns when an open page would show that situation. */
  void awaitSituation(Buyer buyer, String purchase, String situation) {
    try (Following page = buyer.follow(purchase)) {
      page.await(news -> news.isSituation(situation), PATIENCE);
    }
  }

  /** One capture, one license, and everybody says so. */
  void assertSold(Buyer buyer, String purchase, int quantity) {
    records().awaitEnd(purchase);
    assertThat(records().outcome(purchase)).isEqualTo("LICENSED");
    assertThat(captured(purchase)).hasSize(1);
    assertThat(records().licenses(purchase)).isEqualTo(1);
    assertThat(buyer.browser().get(purchase).situation()).startsWith("LICENSED");
    assertThat(buyer.homepage().text()).contains("Bought last: %d licenses".formatted(quantity));
  }

  /** Nothing was ever charged, and nothing was given. */
  void assertNotCharged(String purchase) {
    assertThat(held(purchase)).isEmpty();
    assertThat(records().licenses(purchase)).isZero();
  }

  private List<Ledger.Entry> held(String purchase) {
    return ledger().of(purchase).stream()
        .filter(entry -> !entry.status().contains("declined"))
        .toList();
  }

  /** The only money that was ever held for it, taken. */
  private List<Ledger.Entry> captured(String purchase) {
    assertThat(held(purchase)).allMatch(entry -> entry.status().startsWith("submitted_for"));
    return held(purchase);
  }

  @Override
  public void close() {
    buyers.close();
    tapped.close();
  }
}
