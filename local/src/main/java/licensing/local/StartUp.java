package licensing.local;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Starts the parts of a stack in their order, independent ones at the same time.
 *
 * @param told hears how long each took
 */
record StartUp(Parts parts, Programs programs, Consumer<String> told) {

  /**
   * Where many stacks are started one after the other, none waits for the processor that the start
   * of programs without what is learned takes. Where one is, its user does not wait for it.
   */
  private static final boolean TRAINS_FIRST = Boolean.getBoolean("licensing.train.first");

  /** Of very many at once each would take longer than is waited for. */
  private static final int AT_ONCE = 4;

  /** Returns when all can be used. */
  void run() {
    Together.run(
        Stream.of(startOfDatabase().stream(), starts(parts.services()), runs(parts.first().get()))
            .flatMap(tasks -> tasks)
            .toList());
    parts.cluster().ifPresent(this::start);
    Together.run(runs(parts.jobs().get()).toList());
    if (TRAINS_FIRST) {
      Together.run(trainings(AotCache::awaitOrMakeBy));
    }
    List<Runnable> last =
        Stream.concat(Stream.of(parts.people()), starts(parts.applications())).toList();
    for (int begun = 0; begun < last.size(); begun += AT_ONCE) {
      Together.run(last.subList(begun, Math.min(begun + AT_ONCE, last.size())));
    }
  }

  /** Returns when this one can be used. */
  void start(Program program) {
    timed(program.name(), "ready", () -> programs.start(program));
  }

  /** Beside what runs, one after the other: whatever is started after that starts faster. */
  void train() {
    trainings(AotCache::makeBy).forEach(Runnable::run);
  }

  private List<Runnable> trainings(BiConsumer<AotCache, Runnable> way) {
    return parts.trainings().get().stream()
        .map(training -> (Runnable) () -> run(training, way))
        .toList();
  }

  /** Only makes later starts faster, so nothing is lost where it fails. */
  private void run(Training training, BiConsumer<AotCache, Runnable> way) {
    try {
      if (training.cache().isMissing()) {
        way.accept(training.cache(), () -> run(training.program()));
      }
    } catch (LaunchFailure | UncheckedIOException failure) {
      if (!programs.isClosed()) {
        told.accept("later starts are as slow as the first: " + failure.getMessage());
      }
    }
  }

  private Stream<Runnable> starts(List<Program> started) {
    return started.stream().map(program -> () -> start(program));
  }

  private Stream<Runnable> runs(List<Job> jobs) {
    return jobs.stream().map(job -> () -> run(job));
  }

  private void run(Job job) {
    run(job.program());
    job.done().run();
  }

  private void run(Program program) {
    timed(program.name(), "done", () -> programs.run(program));
  }

  private Optional<Runnable> startOfDatabase() {
    return parts.postgres().map(database -> () -> start(database));
  }

  private void start(Parts.Database database) {
    if (!database.server().isSetUp()) {
      run(database.server().setUp());
    }
    start(database.server().server());
    database.content().create();
  }

  /**
   * One of each service after the other: together on empty databases they are in each other's way.
   */
  private void start(TemporalCluster cluster) {
    cluster.schema().forEach(this::run);
    cluster.services().forEach(this::start);
    cluster.entrances().forEach(this::start);
    run(cluster.namespace());
  }

  private void timed(String name, String done, Runnable action) {
    long begin = System.nanoTime();
    action.run();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    told.accept("%-14s %s after %.1f s".formatted(name, done, took.toMillis() / 1000.0));
  }
}
