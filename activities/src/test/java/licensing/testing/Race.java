package licensing.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets calls begin at the same moment, each on a thread of its own. */
public final class Race {

  private Race() {}

  @SafeVarargs
  public static <T> List<T> between(Callable<? extends T>... runners) {
    CyclicBarrier start = new CyclicBarrier(runners.length);
    try (ExecutorService threads = Executors.newFixedThreadPool(runners.length)) {
      List<Future<T>> running = new ArrayList<>();
      for (Callable<? extends T> runner : runners) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return runner.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
