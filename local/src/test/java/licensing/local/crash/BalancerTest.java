package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import licensing.local.LocalStack;
import licensing.local.OwnStackSuite;
import licensing.local.PreparedState;
import licensing.local.StateFolder;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Buyers;
import licensing.local.buyer.Card;
import licensing.local.buyer.Following;
import licensing.local.buyer.News;
import licensing.local.buyer.NoAnswer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two consoles behind a balancer, and two workers: as one of each, and longer. */
@Tag(OwnStackSuite.TAG)
class BalancerTest {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private static StateFolder state;
  private static LocalStack stack;
  private static Buyers buyers;

  @BeforeAll
  static void start() {
    Path folder = PreparedState.copied("balanced-");
    state = new StateFolder(folder);
    stack = LocalStack.onFreePorts(PROJECT, folder, Map.of("CONSOLES", "2", "WORKERS", "2"));
    stack.start();
    buyers = stack.buyers();
    // A console that has just started may take longer for its first purchase than buyers wait.
    Buyer first = buyers.loggedIn("buyer");
    first.subscribed(1);
    first.subscribed(1);
  }

  @AfterAll
  static void stop() {
    buyers.close();
    stack.close();
  }

  /** One after the other they are put to either console; the click goes to one of them. */
  @Test
  void tellsTheOpenPagesOfEachConsoleWhatAClickAtAnotherHasChanged() {
    Buyer buyer = buyers.loggedIn("other");
    String purchase = buyer.confirmed(3);
    try (Following one = buyer.follow(purchase);
        Following other = buyer.follow(purchase)) {
      buyer.pay(purchase, Card.GOOD).redirect();
      assertThat(List.of(one, other)).allMatch(BalancerTest::leadsHome);
    }
    accounts().assertSold(buyer, purchase, 3);
  }

  @Test
  void sellsOnWithTheSameLoginWhereTheConsoleOfAPageIsKilled() {
    Buyer buyer = buyers.loggedIn("buyer");
    String purchase = buyer.confirmed(4);
    try (Following one = buyer.follow(purchase);
        Following other = buyer.follow(purchase)) {
      stack.kill("web");

      buyer.pay(purchase, Card.GOOD).redirect();
      assertThat(List.of(one, other)).filteredOn(BalancerTest::leadsHome).hasSize(1);
    }
    try (Following again = buyer.follow(purchase)) {
      assertThat(leadsHome(again)).isTrue();
    }
    accounts().assertSold(buyer, purchase, 4);

    stack.start("web");
    stack.kill("web-2");
    stack.kill("worker");
    assertThat(buyer.homepage().text()).contains("Most recent: 4 licenses");
    String next = buyer.confirmed(5);
    buyer.pay(next, Card.GOOD).redirect();
    accounts().assertSold(buyer, next, 5, Scene.PATIENCE);
    stack.startMissing();
  }

  /** As in a deploy, one after the other, while somebody orders again and again. */
  @Test
  void losesNoClickWhereConsolesAreExchanged() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (Buyers people = stack.buyers();
        ExecutorService clicks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> orders =
          Stream.of("buyer", "other", "buyer", "other")
              .map(people::loggedIn)
              .map(buyer -> clicks.submit(() -> ordered(buyer, over)))
              .toList();
      for (String console : List.of("web", "web-2")) {
        stack.stop(console);
        stack.start(console);
      }
      over.set(true);
      for (Future<Integer> each : orders) {
        assertThat(each.get()).isPositive();
      }
      assertThat(people.errors()).isEmpty();
    }
  }

  private static int ordered(Buyer buyer, AtomicBoolean over) {
    int orders = 0;
    while (!over.get()) {
      buyer.subscribed(7);
      orders++;
    }
    return orders;
  }

  @Test
  void takesTheWebhooksOfThePlatform() {
    Buyer buyer = buyers.loggedIn("buyer");
    String purchase = buyer.confirmed(6);
    buyer.pay(purchase, Card.GOOD).redirect();
    accounts().assertSold(buyer, purchase, 6);
    String sale = accounts().ledger().of(purchase).getFirst().id();

    String sent = "/ledger/transactions/" + sale + "/webhooks";
    assertThat(buyers.browserOf(platform()).post(sent, Map.of("kind", "dispute_opened")).status())
        .isEqualTo(303);

    records().awaitAttention(purchase, Scene.PATIENCE);
  }

  @Test
  void isAskedOverHttp2AndItsCookiesGoOverHttpsAlone() throws Exception {
    HttpResponse<String> login = asked("/login", HttpClient.newBuilder());

    assertThat(login.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(login.headers().allValues("set-cookie"))
        .isNotEmpty()
        .allMatch(cookie -> cookie.startsWith("__Host-") && cookie.contains("Secure"));
    // Else browsers would ask for whatever else is on this machine by https.
    assertThat(login.headers().firstValue("strict-transport-security")).isEmpty();
    assertThat(asked("/", HttpClient.newBuilder()).headers().firstValue("location"))
        .hasValueSatisfying(
            location ->
                assertThat(URI.create(console()).resolve(location))
                    .hasToString(console() + "/login"));
  }

  @Test
  void knowsWhoAsksAndBelievesNobodyWhoSaysSo() throws Exception {
    // The second one has the balancer's own address.
    for (String client : List.of("127.0.0.2", "127.0.0.1")) {
      InetAddress address = InetAddress.ofLiteral(client);
      assertThat(
              asked("/api/v1/offers", HttpClient.newBuilder().localAddress(address)).statusCode())
          .isEqualTo(401);
      await()
          .atMost(Scene.PATIENCE)
          .untilAsserted(() -> assertThat(logs()).contains("a key is refused from " + client));
    }
    assertThat(logs()).doesNotContain("203.0.113.9");
  }

  private static HttpResponse<String> asked(String path, HttpClient.Builder client)
      throws IOException, InterruptedException {
    try (HttpClient http = client.sslContext(state.certificate().tls()).build()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(console() + path))
              .header("X-Forwarded-For", "203.0.113.9")
              .header("Authorization", "Bearer of-nobody")
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static String logs() throws IOException {
    return Files.readString(log("web")) + Files.readString(log("web-2"));
  }

  private static Path log(String program) {
    return state.root().resolve("logs").resolve(program + ".log");
  }

  /** What is told first is where the purchase is; then it either leads home, or ends. */
  private static boolean leadsHome(Following page) {
    try {
      return page.await(News::leadsHome, Scene.PATIENCE).leadsHome();
    } catch (NoAnswer ended) {
      return false;
    }
  }

  private static String console() {
    return stack.get("CONSOLE_BASE_URL");
  }

  private static URI platform() {
    return URI.create(stack.get("PLATFORM_PUBLIC_URL"));
  }

  private static Records records() {
    return new Records(stack.database());
  }

  private static Accounts accounts() {
    return new Accounts(new Ledger(platform()), records());
  }
}
