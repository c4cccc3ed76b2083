package licensing.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes: asked first, killed if they do not follow. */
final class Ending {

  /** How a program is asked to end. */
  enum Signal {
    TERM,
    /** To PostgreSQL, TERM means to wait for its clients; INT is its fast shutdown. */
    INT,
    /** Not asked at all: what it does is worth nothing before it is done. */
    KILL
  }

  private Ending() {}

  /** Returns when the process and all it started are gone. */
  static void end(ProcessHandle process, Signal signal, Duration patience) {
    if (signal == Signal.KILL) {
      kill(process);
      return;
    }
    List<ProcessHandle> tree = process.descendants().toList();
    ask(process, signal);
    if (!gone(process, patience)) {
      process.destroyForcibly();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
    gone(process, patience);
    tree.forEach(child -> gone(child, patience));
  }

  /** As a crash would: without a chance to tidy up. */
  static void kill(ProcessHandle process) {
    List<ProcessHandle> tree = process.descendants().toList();
    process.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
    gone(process, Duration.ofSeconds(10));
    tree.forEach(child -> gone(child, Duration.ofSeconds(10)));
  }

  private static void ask(ProcessHandle process, Signal signal) {
    if (signal == Signal.TERM) {
      process.destroy();
      return;
    }
    try {
      new ProcessBuilder("kill", "-s", signal.name(), Long.toString(process.pid())).start();
    } catch (IOException e) {
      process.destroy();
    }
  }

  private static boolean gone(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
