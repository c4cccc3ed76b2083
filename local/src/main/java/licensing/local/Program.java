package licensing.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program of the stack.
 *
 * @param name what people call it
 * @param ports where it listens
 * @param command makes its command, doing before what must be done once
 * @param ready when it can be used
 * @param ending how it is asked to end
 * @param patience how long it may take to end; then it is killed
 */
record Program(
    String name,
    List<LocalPort> ports,
    Command command,
    Health ready,
    Ending.Signal ending,
    Duration patience) {

  /** For what has nothing to bring to an end. */
  static final Duration PATIENCE = Duration.ofSeconds(6);

  Program(String name, List<LocalPort> ports, Command command, Health ready, Ending.Signal ending) {
    this(name, ports, command, ready, ending, PATIENCE);
  }

  /** The same with variables of its own. */
  Program with(Map<String, String> variables) {
    return new Program(
        name,
        ports,
        () -> {
          ProcessBuilder started = command.prepare();
          started.environment().putAll(variables);
          return started;
        },
        ready,
        ending,
        patience);
  }

  /** A command that may need preparation, such as a first set-up. */
  @FunctionalInterface
  interface Command {
    ProcessBuilder prepare() throws IOException, InterruptedException;
  }
}
