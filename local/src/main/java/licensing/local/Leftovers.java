package licensing.local;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Programs of a launcher that was killed and could not stop them. */
record Leftovers(StateFolder state) {

  /** In the order in which they are stopped: clients before what they use. */
  private static final List<String> ORDER =
      List.of(
          "balancer",
          "web",
          "worker",
          "migration",
          "platform",
          "temporal",
          "postgres-setup",
          "postgres");

  private static final Set<String> MANY = Set.of("web", "worker", "temporal");

  /** Stops them: two stacks on one folder would destroy it. */
  void stop(Consumer<String> told) {
    for (String name : ORDER.stream().flatMap(this::started).toList()) {
      PidFile file = new PidFile(state.pid(name));
      file.running()
          .ifPresent(
              process -> {
                told.accept("stopping " + name + ", left by a launcher that was killed");
                Ending.end(process, signal(name), patience(name));
              });
      file.delete();
    }
  }

  /** Of some there may be several. */
  private Stream<String> started(String name) {
    return MANY.contains(name)
        ? Stream.concat(state.started(name + "-").stream(), Stream.of(name))
        : Stream.of(name);
  }

  private static Duration patience(String name) {
    return name.startsWith(OwnProgram.WORKER.label())
        ? OwnProgram.WORKER.patience()
        : Program.PATIENCE;
  }

  private static Ending.Signal signal(String name) {
    return name.equals(Postgres.NAME) ? Ending.Signal.INT : Ending.Signal.TERM;
  }
}
