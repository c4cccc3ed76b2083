package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import licensing.local.HeldMessage;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import licensing.purchase.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The worker is asked to stop, as each deploy does. */
@ExtendWith(OneScene.class)
class StoppedWorkerTest {

  /** How long the platform takes for the sale: longer than any program needs to stop. */
  private static final Duration SLOW_SALE = Duration.ofSeconds(5);

  private static final Duration AT_ONCE = Duration.ofSeconds(4);

  private final Scene scene;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  StoppedWorkerTest(Scene scene) {
    this.scene = scene;
  }

  @Test
  void hearsThatTheMoneyIsHeldBeforeItStops() throws InterruptedException {
    Buyer buyer = scene.buyer("buyer");
    String purchase = buyer.confirmed(18);
    HeldMessage sale =
        scene
            .platformTap()
            .beforeAnswer(KilledWorkerTest.SALE, "HTTP/1.1 201", this::stopWhileThePlatformIsSlow);
    buyer.pay(purchase, Card.GOOD);
    sale.awaitHeld();

    stopped.join();

    assertThat(scene.records().attemptState(purchase)).isEqualTo("AUTHORIZED");
    scene.stack().start("worker");
    scene.accounts().assertSold(buyer, purchase, 18, Timeouts.PRODUCTION.firstRetry());
  }

  @Test
  void stopsAtOnceWhereNothingRuns() {
    long begin = System.nanoTime();

    scene.stack().stop("worker");

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
  }

  /** A worker that does not wait for the answer is gone before it comes. */
  private void stopWhileThePlatformIsSlow() {
    stopped.completeAsync(
        () -> {
          scene.stack().stop("worker");
          return null;
        });
    stopped.copy().completeOnTimeout(null, SLOW_SALE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
