package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import licensing.local.HeldMessage;
import licensing.local.TappedStack;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.local.buyer.Page;
import org.junit.jupiter.api.Test;

/** The platform takes every call and answers none, so that each waits for as long as it may. */
class SilentPlatformTest {

  private static final int AT_ONCE_BY_ONE_WORKER = 4;

  /** More than a worker would do at once, were there one kind of work. */
  private static final int CROWD = 8;

  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  /** No call that hangs is given up by then. */
  private static final Duration ALL_HANG = Duration.ofSeconds(45);

  @Test
  void keepsNobodyFromTheLicenseThatIsPaidFor() throws InterruptedException {
    try (Scene scene = Scene.start(Map.of("WORKER_ACTIVITIES", "" + AT_ONCE_BY_ONE_WORKER))) {
      Buyer buyer = scene.buyer("buyer");
      List<Page> pages =
          IntStream.range(0, CROWD)
              .mapToObj(each -> buyer.paymentPage(buyer.confirmed(1)))
              .toList();
      List<Callable<Page>> payments =
          pages.stream().map(page -> handingIn(buyer, page, buyer.nonce(page, Card.GOOD))).toList();
      String paid = buyer.confirmed(17);
      HeldMessage sale =
          scene
              .platformTap()
              .beforeAnswer(
                  KilledWorkerTest.SALE, "HTTP/1.1 201", () -> fallSilent(scene, payments));
      buyer.pay(paid, Card.GOOD);
      assertThat(sale.isHeldWithin(ALL_HANG)).isTrue();

      await().atMost(AT_ONCE).until(() -> scene.records().licenses(paid) == 1);
      assertThat(scene.records().charging()).isGreaterThan(AT_ONCE_BY_ONE_WORKER);
      // It would wait for all that hangs.
      scene.stack().kill(TappedStack.WORKER);
    }
  }

  private static Callable<Page> handingIn(Buyer buyer, Page page, String nonce) {
    return () -> buyer.handIn(page, nonce);
  }

  private static void fallSilent(Scene scene, List<Callable<Page>> payments) {
    scene.stack().pause("platform");
    Together.clicked(payments);
    await().atMost(ALL_HANG).until(() -> scene.records().charging() > CROWD);
  }
}
