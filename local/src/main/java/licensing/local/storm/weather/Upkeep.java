package licensing.local.storm.weather;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import licensing.local.LaunchFailure;
import licensing.local.LocalStack;

/** Kills and pauses programs, and brings them back. */
final class Upkeep {

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

  private final LocalStack stack;
  private final FaultLog log;
  private final Runnable platformIsBack;

  Upkeep(LocalStack stack, FaultLog log, Runnable platformIsBack) {
    this.stack = stack;
    this.log = log;
    this.platformIsBack = platformIsBack;
  }

  /** Returns when it is back. */
  void kill(String name, String when) throws InterruptedException {
    strike(name, when);
    revive(name);
  }

  /** Leaves it dead. */
  void strike(String name, String when) {
    stack.kill(name);
    log.add("kill -9", name + " " + when);
  }

  /** Returns when it goes on. */
  void pause(String name, String when, Duration time) throws InterruptedException {
    stop(name, when);
    goOnAfter(name, time);
  }

  /** Nothing is done to one that does not run. */
  void stop(String name, String when) {
    if (stack.process(name).isPresent()) {
      stack.pause(name);
      log.add("pause", name + " " + when);
    }
  }

  void goOnAfter(String name, Duration time) throws InterruptedException {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } finally {
      stack.resume(name);
    }
  }

  /** Starts it until it runs: what it needs may be away as well. */
  void revive(String name) throws InterruptedException {
    while (stack.process(name).isEmpty()) {
      try {
        stack.start(name);
      } catch (LaunchFailure notYet) {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES.toMillis());
      }
    }
    if (name.equals("platform")) {
      platformIsBack.run();
    }
  }

  /** What others need comes first. */
  void reviveAll() throws InterruptedException {
    for (String name : stack.names()) {
      stack.resume(name);
      revive(name);
    }
  }
}
