package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The programs that run, from their start to their end. */
final class Programs {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PATIENCE_WITH_WORK = Duration.ofMinutes(10);

  private final StateFolder state;
  private final Consumer<String> told;
  private final Map<String, RunningProgram> running = new LinkedHashMap<>();
  private boolean closed;

  /**
   * @param told hears of programs that ended without being asked to
   */
  Programs(StateFolder state, Consumer<String> told) {
    this.state = state;
    this.told = told;
  }

  /** Starts it and returns when it can be used. */
  void start(Program program) {
    try {
      RunningProgram started = launch(program);
      started.awaitReady(PATIENCE);
      started.onDeath(code -> tell(program, started, code));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("Interrupted while starting " + program.name() + ".", e);
    }
  }

  /** Runs what does its work and ends. */
  void run(Program job) {
    try {
      launch(job).awaitDone(PATIENCE_WITH_WORK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("Interrupted while running " + job.name() + ".", e);
    }
  }

  synchronized Optional<ProcessHandle> find(String name) {
    return Optional.ofNullable(running.get(name))
        .filter(RunningProgram::isAlive)
        .map(RunningProgram::handle);
  }

  /** As a crash would. */
  void kill(String name) {
    running(name).kill();
  }

  void stop(String name) {
    running(name).stop();
    new PidFile(state.pid(name)).delete();
  }

  /** Stops everything, the last started first; nothing can be started afterwards. */
  void stopAll(List<String> startOrder, Consumer<String> stopping) {
    synchronized (this) {
      closed = true;
    }
    for (String name : stopOrder(startOrder)) {
      if (find(name).isPresent()) {
        stopping.accept(name);
        stop(name);
      }
      new PidFile(state.pid(name)).delete();
    }
  }

  /** What is not in the order is a job, which uses the programs: it ends before them. */
  private synchronized List<String> stopOrder(List<String> startOrder) {
    List<String> order = new ArrayList<>(startOrder);
    running.keySet().stream().filter(name -> !startOrder.contains(name)).forEach(order::add);
    return order.reversed();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private RunningProgram launch(Program program) throws InterruptedException {
    try {
      ProcessBuilder command = program.command().prepare();
      LogFile log = LogFile.open(state.log(program.name()));
      command.redirectErrorStream(true).redirectOutput(log.redirect());
      command.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
      return register(program, command, log);
    } catch (IOException e) {
      throw new LaunchFailure(program.name() + " cannot be started: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new LaunchFailure(program.name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  private synchronized RunningProgram register(Program program, ProcessBuilder command, LogFile log)
      throws IOException {
    if (closed) {
      throw new LaunchFailure("Stopped while starting " + program.name() + ".");
    }
    if (find(program.name()).isPresent()) {
      throw new LaunchFailure(program.name() + " runs already.");
    }
    RunningProgram started = new RunningProgram(program, command.start(), log);
    new PidFile(state.pid(program.name())).write(started.handle());
    running.put(program.name(), started);
    return started;
  }

  private synchronized RunningProgram running(String name) {
    RunningProgram program = running.get(name);
    if (program == null || !program.isAlive()) {
      throw new LaunchFailure(name + " does not run.");
    }
    return program;
  }

  private void tell(Program program, RunningProgram ended, int code) {
    synchronized (this) {
      if (closed || running.get(program.name()) != ended) {
        return;
      }
    }
    told.accept("%s ended (%d): ./dev start %s".formatted(program.name(), code, program.name()));
  }
}
