package licensing.local;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Does independent things at the same time. */
final class Together {

  private Together() {}

  /** Returns when all are done, or throws with the first that fails; the others are interrupted. */
  static void run(List<Runnable> tasks) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      var done = new ExecutorCompletionService<Void>(threads);
      tasks.forEach(task -> done.submit(task, null));
      for (int i = 0; i < tasks.size(); i++) {
        done.take().get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("Interrupted.", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
