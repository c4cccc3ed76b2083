package licensing.bench.many;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import licensing.bench.Bench;

/** Lets many wait, some at a time. */
final class Parking {

  private static final int AT_ONCE = 16;
  private static final int TOLD_EVERY = 1_000;

  private Parking() {}

  /**
   * @param one lets one wait, who is told its number
   */
  static void park(int count, IntConsumer one) throws Exception {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        all.add(threads.submit(() -> some(next, count, one)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
  }

  private static void some(AtomicInteger next, int count, IntConsumer one) {
    for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
      one.accept(number);
      if ((number + 1) % TOLD_EVERY == 0) {
        Bench.say("%,d of %,d wait".formatted(number + 1, count));
      }
    }
  }
}
