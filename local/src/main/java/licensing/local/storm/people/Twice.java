package licensing.local.storm.people;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import licensing.local.buyer.NoAnswer;
import licensing.local.buyer.Page;

/** Two clicks at the same moment. */
final class Twice {

  private Twice() {}

  /**
   * The answer to the first; that to the second is lost on a page which is gone by then.
   *
   * @throws NoAnswer where nobody answered the first
   */
  static Page at(Callable<Page> one, Callable<Page> other) throws Exception {
    try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Page>> answers = clicks.invokeAll(List.of(one, other));
      return answers.getFirst().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }
}
