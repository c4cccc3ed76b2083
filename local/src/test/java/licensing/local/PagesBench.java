package licensing.local;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.TimeoutError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import licensing.local.DemoUsers.DemoUser;
import licensing.local.browser.Chromium;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Card;
import licensing.local.buyer.Following;
import licensing.local.buyer.News;
import org.junit.jupiter.api.Test;

/**
 * Opens each page in a browser that has kept nothing of the console, and measures what a reader
 * would notice. Only {@code ./dev bench pages} runs it. The system property {@code pages.other}
 * names another checkout, which is built: each page is opened there in turn.
 */
class PagesBench {

  private static final int MOST_BYTES = 40 * 1024;
  private static final double LATEST_PAINT = 300;
  private static final int WARM_UP = 3;

  /** A console that has just started works its pages out anew: readers come to one that runs. */
  private static final int ASKED_BEFORE = 40;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** In milliseconds: what moves, moves while a page loads, or soon after it. */
  private static final double SETTLED = 300;

  private static final String WATCH =
      """
      self.shifts = [];
      new PerformanceObserver(list => self.shifts.push(...list.getEntries()))
        .observe({type: 'layout-shift', buffered: true});
      """;

  private static final String MEASURE =
      """
      () => {
        const [navigation] = performance.getEntriesByType('navigation');
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        return {
          shift: self.shifts.reduce((sum, each) => sum + each.value, 0),
          moved: self.shifts.flatMap(each => each.sources)
            .map(({node}) => node ? node.nodeName + '.' + (node.id || node.className) : '?').join(' '),
          paint: paint ? paint.startTime : Infinity,
          server: navigation.responseStart - navigation.requestStart,
        };
      }\
      """;

  private static final String LINE = "%-28s %6s %8s %7s %8s %7s %13s  %s";

  private final int turns = Integer.getInteger("pages.turns", 10);

  /**
   * @param reader who looks at it, by login name; empty for nobody who has logged in
   * @param path where $ stands for a purchase's page
   */
  private record Place(String name, String reader, String path) {

    boolean hasForm() {
      return path.endsWith("/payment");
    }
  }

  private static final List<Place> PLACES =
      List.of(
          new Place("login", "", "/login"),
          new Place("home, nothing bought", "pages-new", "/"),
          new Place("home", "pages-buyer", "/"),
          new Place("feature, locked", "pages-new", "/migration"),
          new Place("feature", "pages-buyer", "/migration"),
          new Place("licenses, none", "pages-new", "/licenses/migration"),
          new Place("licenses", "pages-buyer", "/licenses/migration"),
          new Place("entry", "pages-buyer", Buyer.ENTRY),
          new Place("prompt", "pages-buyer", "$prompt"),
          new Place("purchase, awaiting payment", "pages-buyer", "$open"),
          new Place("payment, with the form", "pages-buyer", "$open/payment"),
          new Place("purchase, licensed", "pages-buyer", "$paid"),
          new Place("account", "pages-buyer", "/account"),
          new Place("support, purchases", "support", "/support/purchases"),
          new Place("support, purchase", "support", "/support$paid"),
          new Place("support, timeline", "support", "/support$paid/timeline"),
          new Place("support, evidence", "support", "/support$paid/evidence"),
          new Place("support, overview", "support", "/support/overview"),
          new Place("support, findings", "support", "/support/findings"),
          new Place("admin, users", "admin", "/admin/users"),
          new Place("admin, organizations", "admin", "/admin/organizations"),
          new Place("admin, terms", "admin", "/admin/terms"),
          new Place("admin, offers", "admin", "/admin/offers"),
          new Place("admin, offer", "admin", "/admin/offers/migration"),
          new Place("admin, actions", "admin", "/admin/actions"));

  /**
   * One time that a page was opened.
   *
   * @param bytes of all answers, as they were sent
   * @param foreign requests to others than the console
   * @param shift of the layout, as browsers sum it up
   * @param moved what moved
   * @param paint when the first text was seen, in milliseconds
   * @param server how long the page's first byte took, in milliseconds
   */
  private record Visit(
      long bytes, long foreign, double shift, String moved, double paint, double server) {

    /** Of a page that another build does not have yet. */
    static final Visit MISSING = new Visit(0, 0, 0, "", Double.POSITIVE_INFINITY, 0);
  }

  @Test
  void eachPageMeetsItsGoals() throws Exception {
    Path project = Path.of("..").toAbsolutePath().normalize();
    String other = System.getProperty("pages.other", "");
    Path folder = new StateFolder(project.resolve(".state")).emptied("bench", PagesBench::tell);
    Path temporal = Installation.of(project, System.getenv()).temporal();
    try (Playwright playwright = Playwright.create();
        Browser browser = Chromium.launch(playwright, List.of());
        Side here = Side.of(project, folder.resolve("this"), temporal, browser)) {
      if (other.isEmpty()) {
        judge(here, here);
      } else {
        try (Side there = Side.of(Path.of(other), folder.resolve("other"), temporal, browser)) {
          judge(here, there);
        }
      }
    }
    Folders.delete(folder);
  }

  private void judge(Side here, Side there) {
    Map<Place, List<Visit>> ours = new LinkedHashMap<>();
    Map<Place, List<Visit>> theirs = new LinkedHashMap<>();
    Stream.of(here, there).distinct().forEach(Side::warmUp);
    for (int turn = -WARM_UP; turn < turns; turn++) {
      for (Place place : PLACES) {
        Visit first = here.visit(place);
        assertThat(first).as(place.name()).isNotEqualTo(Visit.MISSING);
        Visit second = there == here ? first : there.visit(place);
        if (turn >= 0) {
          ours.computeIfAbsent(place, _ -> new ArrayList<>()).add(first);
          theirs.computeIfAbsent(place, _ -> new ArrayList<>()).add(second);
        }
      }
    }
    tell("%n%d times each, with nothing kept; milliseconds are medians".formatted(turns));
    tell(LINE.formatted("page", "KB", "foreign", "shift", "painted", "server", "to the other", ""));
    List<String> missed = new ArrayList<>();
    for (Place place : PLACES) {
      Sums sums =
          new Sums(ours.getOrDefault(place, List.of()), theirs.getOrDefault(place, List.of()));
      List<String> wrong = wrong(place, sums);
      tell(sums.line(place, there == here, wrong));
      wrong.forEach(goal -> missed.add(place.name() + ": " + goal));
    }
    assertThat(missed).as("goals that were missed").isEmpty();
  }

  private static List<String> wrong(Place place, Sums sums) {
    List<String> wrong = new ArrayList<>();
    if (!place.hasForm() && sums.bytes() > MOST_BYTES) {
      wrong.add("too many bytes");
    }
    if (!place.hasForm() && sums.foreign() > 0) {
      wrong.add("others are asked");
    }
    if (sums.shift() > 0) {
      wrong.add("it moves: " + sums.moved());
    }
    if (sums.paint() > LATEST_PAINT) {
      wrong.add("painted late");
    }
    if (sums.isSlower()) {
      wrong.add("slower than the other");
    }
    return wrong;
  }

  /** What came of all visits to a page, here and, in the same turns, there. */
  private record Sums(List<Visit> ours, List<Visit> theirs) {

    long bytes() {
      return ours.stream().mapToLong(Visit::bytes).max().orElseThrow();
    }

    long foreign() {
      return ours.stream().mapToLong(Visit::foreign).max().orElseThrow();
    }

    double shift() {
      return ours.stream().mapToDouble(Visit::shift).max().orElseThrow();
    }

    String moved() {
      return ours.stream().map(Visit::moved).distinct().collect(joining(" "));
    }

    double paint() {
      return quantile(ours.stream().mapToDouble(Visit::paint), 0.5);
    }

    double server() {
      return quantile(ours.stream().mapToDouble(Visit::server), 0.5);
    }

    /** Beyond what chance makes of turns on a busy machine: in three of four. */
    boolean isSlower() {
      return ratio(0.25) > 1;
    }

    /** Of the first paints of the same turn. */
    double ratio(double share) {
      return quantile(
          IntStream.range(0, ours.size())
              .mapToDouble(turn -> ours.get(turn).paint() / theirs.get(turn).paint()),
          share);
    }

    String line(Place place, boolean alone, List<String> wrong) {
      return LINE.formatted(
          place.name(),
          "%.1f".formatted(bytes() / 1024.0),
          foreign(),
          "%.3f".formatted(shift()),
          "%.0f".formatted(paint()),
          "%.1f".formatted(server()),
          alone ? "" : "%.3f".formatted(ratio(0.5)),
          wrong.isEmpty() ? "" : "MISSED: " + String.join(", ", wrong));
    }

    private static double quantile(DoubleStream values, double share) {
      double[] sorted = values.sorted().toArray();
      return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
  }

  /** One of the stacks, with a purchase in each state that its pages need. */
  private record Side(
      BuiltStack stack, Browser browser, Map<String, String> purchases, Map<String, String> logins)
      implements AutoCloseable {

    static Side of(Path checkout, Path folder, Path temporal, Browser browser) throws Exception {
      tell("starting what is built in " + checkout);
      BuiltStack stack = BuiltStack.launched(checkout, folder, temporal);
      try {
        stack.ready();
        // Without mail addresses, which an earlier build does not know.
        new DemoUsers(stack.database())
            .add(
                List.of(
                    new DemoUser("pages-new", "pages-new", "Pages, new", "BUYER"),
                    new DemoUser("pages-buyer", "pages-buyer", "Pages", "BUYER")));
        Side side = new Side(stack, browser, new HashMap<>(), new HashMap<>());
        side.buy();
        PLACES.stream().map(Place::reader).distinct().forEach(side::logIn);
        return side;
      } catch (Exception e) {
        stack.close();
        throw e;
      }
    }

    void warmUp() {
      for (Place place : PLACES) {
        try (BrowserContext context = browser.newContext(options(place))) {
          for (int i = 0; i < ASKED_BEFORE; i++) {
            context.request().get(address(place));
          }
        }
      }
    }

    Visit visit(Place place) {
      if (!place.reader().isEmpty() && !logins.containsKey(place.reader())) {
        return Visit.MISSING;
      }
      try (BrowserContext context = browser.newContext(options(place))) {
        context.addInitScript(WATCH);
        List<Request> answered = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        context.onRequestFinished(answered::add);
        context.onRequest(request -> asked.add(request.url()));
        Page page = context.newPage();
        int status = page.navigate(address(place)).status();
        // The latter where a page says why it is locked.
        if (status != 200 && status != 403) {
          return Visit.MISSING;
        }
        if (place.hasForm()) {
          page.locator("#pay-button:enabled").waitFor();
        }
        page.waitForTimeout(SETTLED);
        return visit(answered, asked, (Map<?, ?>) page.evaluate(MEASURE));
      }
    }

    @Override
    public void close() {
      stack.close();
    }

    private Visit visit(List<Request> answered, List<String> asked, Map<?, ?> measured) {
      String own = stack.console().toString();
      return new Visit(
          List.copyOf(answered).stream()
              .map(Request::sizes)
              .mapToLong(sizes -> sizes.responseHeadersSize + sizes.responseBodySize)
              .sum(),
          asked.stream().filter(url -> url.startsWith("http") && !url.startsWith(own)).count(),
          ((Number) measured.get("shift")).doubleValue(),
          String.valueOf(measured.get("moved")),
          ((Number) measured.get("paint")).doubleValue(),
          ((Number) measured.get("server")).doubleValue());
    }

    private Browser.NewContextOptions options(Place place) {
      return new Browser.NewContextOptions()
          .setLocale("en-US")
          .setStorageState(
              logins.getOrDefault(place.reader(), "{\"cookies\": [], \"origins\": []}"));
    }

    private String address(Place place) {
      String path = place.path();
      for (var purchase : purchases.entrySet()) {
        path = path.replace("$" + purchase.getKey(), purchase.getValue());
      }
      return stack.console().resolve(path).toString();
    }

    private void buy() {
      try (Buyers buyers = new Buyers(stack.console())) {
        Buyer buyer = buyers.loggedIn("pages-buyer");
        String paid = buyer.confirmed(3);
        var page = buyer.paymentPage(paid);
        String nonce = buyer.nonce(page, Card.GOOD);
        try (Following following = buyer.follow(paid)) {
          buyer.handIn(page, nonce).redirect();
          following.await(News::leadsHome, PATIENCE);
        }
        purchases.put("paid", paid);
        purchases.put("prompt", buyer.subscribed(2));
        purchases.put("open", buyer.confirmed(1));
      }
    }

    /** The password of everybody here is the name. */
    private void logIn(String reader) {
      if (reader.isEmpty()) {
        return;
      }
      try (BrowserContext context = browser.newContext()) {
        Page page = context.newPage();
        page.navigate(stack.console().resolve("/login").toString());
        page.locator("#username").fill(reader);
        page.locator("#password").fill(reader);
        page.locator("main button[type=submit]").click();
        page.waitForURL(stack.console().resolve("/").toString());
        logins.put(reader, context.storageState());
      } catch (TimeoutError notKnownThere) {
        tell("%s is not let in: %s".formatted(reader, stack.console()));
      }
    }
  }

  private static void tell(String line) {
    System.out.println(line);
  }
}
