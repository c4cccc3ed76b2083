package licensing.local;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** A program that was started. */
final class RunningProgram {

  private final Program program;
  private final Process process;
  private final LogFile log;
  private volatile boolean meantToEnd;

  RunningProgram(Program program, Process process, LogFile log) {
    this.program = program;
    this.process = process;
    this.log = log;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns when it can be used. */
  void awaitReady(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!program.ready().isReady()) {
      if (endsWithin(Duration.ofMillis(50))) {
        throw new LaunchFailure(
            sentence("ended (" + process.exitValue() + ") before it was ready"));
      }
      if (System.nanoTime() > deadline) {
        throw new LaunchFailure(
            sentence("was not ready after " + patience.toSeconds() + " seconds"));
      }
    }
  }

  /** For a program that does its work and ends. */
  void awaitDone(Duration patience) {
    if (!endsWithin(patience)) {
      throw new LaunchFailure(sentence("was not done after " + patience.toSeconds() + " seconds"));
    }
    if (process.exitValue() != 0) {
      throw new LaunchFailure(sentence("failed (" + process.exitValue() + ")"));
    }
  }

  void stop() {
    meantToEnd = true;
    Ending.end(handle(), program.ending(), program.patience());
  }

  void kill() {
    Ending.kill(handle());
  }

  /** Tells of an end that nobody asked for. */
  void onDeath(IntConsumer told) {
    var _ =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  if (!meantToEnd) {
                    told.accept(ended.exitValue());
                  }
                });
  }

  private boolean endsWithin(Duration time) {
    try {
      process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("Interrupted while waiting for " + program.name() + ".", e);
    }
  }

  private String sentence(String what) {
    String lines = log.end(15);
    return "%s %s.%s"
        .formatted(
            program.name(),
            what,
            lines.isEmpty() ? "" : " The end of " + log.file() + ":\n" + lines);
  }
}
