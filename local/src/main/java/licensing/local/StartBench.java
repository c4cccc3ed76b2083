package licensing.local;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures how soon worker and console can be used that were killed, each alone and both together,
 * and what that takes. Another checkout's build is started in turn, so that whatever else the
 * machine does hits both.
 */
final class StartBench {

  private static final String WORKER = OwnProgram.WORKER.label();
  private static final String WEB = OwnProgram.WEB.label();
  private static final List<List<String>> STARTS =
      List.of(List.of(WEB), List.of(WORKER), List.of(WEB, WORKER));
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Map<String, List<Start>> here = new LinkedHashMap<>();
  private final Map<String, List<Start>> there = new LinkedHashMap<>();

  private StartBench() {}

  /**
   * @param used until its first page is answered, or its first workflow has ended
   * @param processor until it calls itself ready
   * @param mebibytes that it holds then
   */
  private record Start(double used, double processor, double mebibytes) {}

  /**
   * @param project this checkout
   * @param other another one to compare with, built as well
   * @param folder where the stacks are run, which must be empty
   * @param turns how often each start is done
   */
  static void run(Path project, @Nullable Path other, Path folder, int turns, Consumer<String> told)
      throws Exception {
    Path temporal = Installation.of(project, System.getenv()).temporal();
    StartBench bench = new StartBench();
    told.accept("starting, and learning for later starts");
    try (BuiltStack first = launched(project, folder.resolve("this"), temporal);
        BuiltStack second =
            other == null ? null : launched(other, folder.resolve("other"), temporal)) {
      first.ready();
      if (second != null) {
        second.ready();
      }
      for (int turn = 0; turn < turns; turn++) {
        take(first, bench.here);
        if (second != null) {
          take(second, bench.there);
        }
        told.accept("%d of %d turns".formatted(turn + 1, turns));
      }
    }
    told.accept(bench.table());
  }

  private static BuiltStack launched(Path checkout, Path folder, Path temporal) {
    BuiltStack stack = BuiltStack.launched(checkout, folder, temporal);
    // Whoever ends this program from outside leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
    return stack;
  }

  private static void take(BuiltStack stack, Map<String, List<Start>> taken) {
    for (List<String> started : STARTS) {
      started.forEach(stack::kill);
      Map<String, Start> all = new LinkedHashMap<>();
      Together.run(
          started.stream()
              .map(
                  name ->
                      (Runnable)
                          () -> {
                            Start start = start(stack, name);
                            synchronized (all) {
                              all.put(name, start);
                            }
                          })
              .toList());
      all.forEach(
          (name, start) ->
              taken.computeIfAbsent(row(started, name), _ -> new ArrayList<>()).add(start));
    }
  }

  private static String row(List<String> started, String name) {
    return name + (started.size() > 1 ? ", both" : ", alone");
  }

  private static Start start(BuiltStack stack, String name) {
    long begin = System.nanoTime();
    List<Long> used = Collections.synchronizedList(new ArrayList<>());
    Together.run(
        List.of(
            () -> stack.start(name),
            () -> {
              await(stack.firstUse(name));
              used.add(System.nanoTime() - begin);
            }));
    ProcessHandle program = stack.process(name);
    return new Start(
        used.getFirst() / 1e9,
        ProcessorTime.milliseconds(program) / 1e3,
        ResidentMemory.mebibytes(program));
  }

  private static void await(URI address) {
    Health health = Health.http(address);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!health.isReady()) {
        if (System.nanoTime() > deadline) {
          throw new LaunchFailure("Nothing answers at " + address);
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchFailure("Interrupted.", e);
    }
  }

  private String table() {
    return Stream.concat(
            Stream.of(
                "%n%-16s %24s %24s"
                    .formatted("medians", "this checkout", there.isEmpty() ? "" : "the other one"),
                "%-16s %s %s".formatted("", columns(), there.isEmpty() ? "" : columns())),
            here.keySet().stream()
                .sorted()
                .map(
                    name ->
                        "%-16s %s %s".formatted(name, line(here.get(name)), line(there.get(name)))))
        .collect(joining("\n"));
  }

  private static String columns() {
    return "%8s%8s%8s".formatted("s", "CPU s", "MiB");
  }

  private static String line(@Nullable List<Start> starts) {
    return starts == null
        ? ""
        : "%8.2f%8.2f%8.0f"
            .formatted(
                median(starts, Start::used),
                median(starts, Start::processor),
                median(starts, Start::mebibytes));
  }

  private static double median(List<Start> starts, ToDoubleFunction<Start> value) {
    return Measurements.median(starts.stream().mapToDouble(value).sorted().toArray());
  }
}
