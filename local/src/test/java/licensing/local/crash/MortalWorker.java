package licensing.local.crash;

import java.time.Duration;
import licensing.local.LocalStack;

/** The worker, killed and started again by a test. */
final class MortalWorker {

  private final LocalStack stack;
  private long died;

  MortalWorker(LocalStack stack) {
    this.stack = stack;
  }

  void kill() {
    died = System.nanoTime();
    stack.kill("worker");
  }

  /** Returns when it can be used. */
  void start() {
    stack.start("worker");
  }

  /** What is left of a wait that began with the death. */
  Duration leftOf(Duration wait) {
    Duration left = wait.minusNanos(System.nanoTime() - died);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
