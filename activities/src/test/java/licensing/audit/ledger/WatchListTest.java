package licensing.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import licensing.audit.WatchList;
import licensing.audit.WatchList.Watch;
import licensing.payment.PaymentAttempt;
import licensing.payment.Payments;
import licensing.payment.Payments.AuthorizationResult.NotFound;
import licensing.purchase.Purchases;
import licensing.purchase.status.PurchaseOutcome.Lapsed;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.Timelines;
import licensing.testing.FaultyPlatform;
import licensing.testing.FaultyPlatform.Forwarded;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import licensing.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class WatchListTest {

  private static final String SALE = "POST /transactions";
  private static final String SEARCH = "POST /transactions/advanced_search_ids";

  private final FaultyPlatform platform = FaultyPlatform.running();
  private final WatchList watchList;
  private final Payments payments;
  private final Purchases purchases;
  private final Timelines timelines;
  private final JdbcClient database;
  private final Fixture fixture;
  private final TestClock clock;

  WatchListTest(
      WatchList watchList,
      Payments payments,
      Purchases purchases,
      Timelines timelines,
      JdbcClient database,
      Fixture fixture,
      TestClock clock) {
    this.watchList = watchList;
    this.payments = payments;
    this.purchases = purchases;
    this.timelines = timelines;
    this.database = database;
    this.fixture = fixture;
    this.clock = clock;
  }

  @BeforeEach
  void watchNothing() {
    platform.reset();
    clock.reset();
    database.sql("update payment_attempts set watched_until = null").update();
  }

  @Test
  void releasesWhatLandsAfterEverythingWasGivenUp() throws IOException {
    GivenUp givenUp = givenUp();
    assertThat(watchList.giveBackLate(200)).isEqualTo(new Watch(1, 0, 0));

    givenUp.request().answer();

    assertThat(watchList.giveBackLate(200)).isEqualTo(new Watch(1, 1, 0));
    PaymentAttempt attempt = givenUp.attempt();
    assertThat(platform.statusesOf(attempt.orderId())).containsExactly("voided");
    assertThat(timelines.latePayments(attempt.purchase()))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.kind()).isEqualTo(Timelines.Kind.SURPLUS_RELEASED);
              assertThat(item.amount()).isEqualTo(attempt.amount());
            });
  }

  @Test
  void searchesForNoMoreThanItMayAndForEachInTurn() {
    List<GivenUp> givenUp = List.of(givenUp(), givenUp(), givenUp());

    watchList.giveBackLate(2);
    watchList.giveBackLate(1);

    assertThat(givenUp.stream().map(each -> each.attempt().orderId()))
        .allSatisfy(order -> assertThat(platform.count(SEARCH, order)).isEqualTo(1));
  }

  @Test
  void goesOnAfterAFailureButNotForEver() {
    for (int attempts = 0; attempts < 5; attempts++) {
      givenUp();
    }
    platform.nextAnswers(SEARCH, 503, "");

    assertThat(watchList.giveBackLate(2)).isEqualTo(new Watch(2, 0, 1));

    for (int failures = 0; failures < 5; failures++) {
      platform.nextAnswers(SEARCH, 503, "");
    }
    assertThat(watchList.giveBackLate(200)).isEqualTo(new Watch(3, 0, 3));
  }

  @Test
  void watchesForADayOnly() {
    GivenUp givenUp = givenUp();
    database
        .sql("update payment_attempts set watched_until = now() where purchase_id = ?")
        .param(givenUp.attempt().purchase().value())
        .update();

    assertThat(watchList.giveBackLate(200)).isEqualTo(new Watch(0, 0, 0));
  }

  private record GivenUp(PaymentAttempt attempt, Forwarded request) {}

  /** An attempt whose request is still on its way when nobody waits for it any more. */
  private GivenUp givenUp() {
    PaymentAttempt attempt = fixture.handedIn();
    AtomicReference<Forwarded> onItsWay = new AtomicReference<>();
    platform.next(
        SALE,
        (exchange, forwarded) -> {
          onItsWay.set(forwarded);
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    payments.authorize(attempt);
    clock.advance(Duration.ofMinutes(7));
    assertThat(payments.lookUp(attempt)).isInstanceOf(NotFound.class);
    purchases.end(attempt.purchase(), new Lapsed(PurchaseStep.AWAIT_PAYMENT));
    platform.reset();
    return new GivenUp(attempt, onItsWay.get());
  }
}
