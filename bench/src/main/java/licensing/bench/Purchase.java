package licensing.bench;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import licensing.bench.Latencies.Step;

/**
 * One purchase at a peer, from Subscribe Now to the taken money, each step timed.
 *
 * @param persistence for how long a buyer clicks again who got an error; zero where none is
 *     expected, so that it ends what is measured
 */
public record Purchase(UUID id, Peer peer, Latencies took, Duration persistence) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CLICKS_AGAIN_AFTER = Duration.ofMillis(250);

  /** Where nothing goes wrong. */
  public static Purchase at(Peer peer, Latencies took) {
    return new Purchase(UUID.randomUUID(), peer, took, Duration.ZERO);
  }

  /**
   * Returns when it has ended.
   *
   * @param due when the buyer came, in nanoseconds: what is late in beginning counts as well
   * @param kept hears when the payment is kept
   */
  public void buy(long due, Consumer<UUID> kept) throws Exception {
    if (peer.takesOrders()) {
      timed(Step.SUBSCRIBE, () -> peer.subscribe(id));
      timed(Step.CONFIRM, () -> peer.confirm(id));
    }
    String nonce = persistently(() -> peer.card(id));
    long paid = System.nanoTime();
    timed(Step.PAY, () -> peer.pay(id, nonce));
    kept.accept(id);
    peer.awaitHome(id, PATIENCE);
    long home = System.nanoTime();
    took.add(Step.HOME, home - paid);
    took.add(Step.WHOLE, home - due);
    peer.awaitEnd(id, PATIENCE);
    took.add(Step.END, System.nanoTime() - paid);
  }

  private interface Click {
    void click() throws Exception;
  }

  private interface Asked<T> {
    T answer() throws Exception;
  }

  private void timed(Step step, Click click) throws Exception {
    long begin = System.nanoTime();
    persistently(
        () -> {
          click.click();
          return step;
        });
    took.add(step, System.nanoTime() - begin);
  }

  private <T> T persistently(Asked<T> asked) throws Exception {
    long deadline = System.nanoTime() + persistence.toNanos();
    while (true) {
      try {
        return asked.answer();
      } catch (InterruptedException | TimeoutException e) {
        throw e;
      } catch (Exception e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(CLICKS_AGAIN_AFTER);
      }
    }
  }
}
