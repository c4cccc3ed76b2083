package licensing.local.crash;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clicks at the same moment. */
final class Together {

  private Together() {}

  static <T> List<T> clicked(Callable<T> one, Callable<T> other) {
    return clicked(List.of(one, other));
  }

  static <T> List<T> clicked(List<Callable<T>> all) {
    try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
      return clicks.invokeAll(all).stream().map(Together::answer).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static <T> T answer(Future<T> click) {
    try {
      return click.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
