package licensing.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many buyers at one peer. */
public record Crowd(Peer peer, Latencies took) {

  /**
   * Closed loop: each buys again when the last purchase has ended.
   *
   * @return how long it took
   */
  public Duration buyInTurn(int people, int each) throws Exception {
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int person = 0; person < people; person++) {
        all.add(threads.submit(() -> buy(each)));
      }
      awaitAll(all);
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /**
   * Open loop: one comes after the other, however long the others take. What one waits for the
   * machine to let them begin counts as well, so that a peer that stops lets nobody off.
   */
  void buyAsTheyCome(double aSecond, Duration time) throws Exception {
    awaitAll(buyAsTheyCome(aSecond, time, Duration.ZERO));
  }

  /**
   * The same where buyers may meet errors.
   *
   * @param persistence for how long they click again then
   * @return each purchase, ended or given up
   */
  public List<Future<?>> buyAsTheyCome(double aSecond, Duration time, Duration persistence)
      throws InterruptedException {
    long begin = System.nanoTime();
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < aSecond * time.toSeconds(); i++) {
        long due = begin + Math.round(i * TimeUnit.SECONDS.toNanos(1) / aSecond);
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        all.add(threads.submit(() -> buyDue(due, persistence)));
      }
    }
    return all;
  }

  private UUID buy(int times) throws Exception {
    UUID last = buyDue(System.nanoTime(), Duration.ZERO);
    for (int i = 1; i < times; i++) {
      last = buyDue(System.nanoTime(), Duration.ZERO);
    }
    return last;
  }

  private UUID buyDue(long due, Duration persistence) throws Exception {
    Purchase purchase = new Purchase(UUID.randomUUID(), peer, took, persistence);
    purchase.buy(due, _ -> {});
    return purchase.id();
  }

  private static void awaitAll(List<Future<?>> all) throws Exception {
    for (Future<?> each : all) {
      each.get();
    }
  }
}
