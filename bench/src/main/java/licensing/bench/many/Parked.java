package licensing.bench.many;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import licensing.bench.Bench;
import licensing.bench.ours.Ours;
import licensing.bench.shop.PeerProcess;
import licensing.bench.shop.Surroundings;
import licensing.local.LaunchFailure;
import licensing.local.LocalStack;
import licensing.local.ResidentMemory;
import licensing.local.StateFolder;
import licensing.purchase.Timeouts;

/**
 * What each purchase costs that waits for its payment: memory of the worker, beside that of a
 * process that does nothing but wait the same way, and bytes in PostgreSQL.
 */
public final class Parked {

  /** Fewer than the 2,000 that a worker keeps: some parts of its cache are full before others. */
  private static final int USUAL = 1_200;

  /** More are not let wait before the first of them lapse. */
  private static final int MOST = 10_000;

  /** What the first of a kind bring with them stays for all others. */
  private static final int FIRST = 100;

  private static final String CLUSTER = "--cluster";
  private static final Amounts AMOUNTS =
      new Amounts("./dev bench parked [PURCHASES] [--cluster]: from 100 to 10000 purchases");

  private static final List<String> DATABASES =
      List.of("licensing", "temporal", "temporal_visibility");

  /** What is left to do when the last one waits. */
  private static final Duration REST = Duration.ofSeconds(2);

  private static final int GOAL_RESIDENT = 24_000;
  private static final int GOAL_STORED = 10_000;
  private static final int CLASSES = 25;

  private final LocalStack stack;
  private final int purchases;
  private final List<String> databases;

  private Parked(LocalStack stack, int purchases, List<String> databases) {
    this.stack = stack;
    this.purchases = purchases;
    this.databases = databases;
  }

  /** The project's folder is the working directory. */
  public static void main(String[] words) {
    Bench.exitAfter(() -> run(words));
  }

  private static void run(String... words) throws Exception {
    boolean cluster = Arrays.asList(words).contains(CLUSTER);
    String[] numbers =
        Arrays.stream(words).filter(word -> !word.equals(CLUSTER)).toArray(String[]::new);
    AMOUNTS.refuseMoreThan(1, numbers);
    int purchases = AMOUNTS.at(0, USUAL, FIRST, MOST, numbers);
    Path project = Path.of("").toAbsolutePath();
    StateFolder state = new StateFolder(project.resolve(".state"));
    Path folder = state.emptied("bench", Bench::say);
    boolean met;
    try (LocalStack stack =
        LocalStack.onFreePorts(project, folder, Map.of("TEMPORAL_CLUSTER", cluster ? "1" : "0"))) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
      stack.start();
      Surroundings surroundings = Surroundings.of(stack, "licensing", "", "");
      try (Ours ours = new Ours(stack, project, surroundings);
          PeerProcess bare =
              new PeerProcess(Bare.class, surroundings, folder.resolve("logs/Bare.log"))) {
        bare.start();
        List<String> databases = cluster ? DATABASES : DATABASES.subList(0, 1);
        met = new Parked(stack, purchases, databases).measured(ours, bare);
      }
    }
    state.emptied("bench", Bench::say);
    if (!met) {
      throw new LaunchFailure("A goal was missed.");
    }
  }

  private boolean measured(Ours ours, PeerProcess bare) throws Exception {
    Bench.say("%s%n".formatted(Bench.machine()));
    IntConsumer buyer =
        number -> ours.park(ours.people().get(number % ours.people().size()), Timeouts.PRODUCTION);
    Supplier<ProcessHandle> worker = () -> stack.process("worker").orElseThrow();
    park(FIRST, buyer);
    Map<String, Stored> stored = new LinkedHashMap<>();
    for (String database : databases) {
      stored.put(database, Stored.packed(stack, database));
    }
    long temporal = temporal();
    Heap before = Heap.of(worker.get());
    park(purchases, buyer);
    Heap held = Heap.of(worker.get()).since(before);
    long heldByTemporal = temporal() - temporal;
    boolean met = isMet("resident memory of the worker", held.resident(), GOAL_RESIDENT);

    IntConsumer nobody = number -> Bare.park(ours.temporal());
    park(FIRST, nobody);
    Heap beforeBare = Heap.of(bare.process());
    park(purchases, nobody);
    Heap heldByBare = Heap.of(bare.process()).since(beforeBare);

    tellMemory(held, heldByBare);
    Bench.say(
        "resident memory of Temporal's server: %s bytes each".formatted(each(heldByTemporal)));
    for (Map.Entry<String, Stored> each : stored.entrySet()) {
      Stored asItLies = Stored.of(stack, each.getKey()).since(each.getValue());
      Stored packed = Stored.packed(stack, each.getKey()).since(each.getValue());
      tellStored(each.getKey(), asItLies, packed);
      if (each.getKey().equals(DATABASES.getFirst())) {
        met &= isMet("PostgreSQL", asItLies.all(), GOAL_STORED);
      }
    }
    return met;
  }

  private void park(int count, IntConsumer one) throws Exception {
    Parking.park(count, one);
    Thread.sleep(REST);
  }

  /** Bytes, of all its services. */
  private long temporal() {
    return 1024
        * stack.names().stream()
            .filter(name -> name.startsWith("temporal"))
            .mapToLong(name -> ResidentMemory.kibibytes(stack.process(name).orElseThrow()))
            .sum();
  }

  private boolean isMet(String what, long bytes, int goal) {
    boolean met = bytes <= (long) goal * purchases;
    Bench.say(
        "%s: %s bytes for each of %,d purchases that wait (goal %,d) %s"
            .formatted(what, each(bytes), purchases, goal, met ? "met" : "MISSED"));
    return met;
  }

  private void tellMemory(Heap ours, Heap bare) {
    List<String> lines = new ArrayList<>();
    lines.add("%n%-58s %9s %9s".formatted("bytes of each that waits", "purchase", "bare"));
    lines.add(line("resident", ours.resident(), bare.resident()));
    lines.add(line("heap in use", ours.live(), bare.live()));
    Stream.concat(ours.byClass().keySet().stream(), bare.byClass().keySet().stream())
        .distinct()
        .sorted((one, other) -> Long.compare(of(ours, other), of(ours, one)))
        .limit(CLASSES)
        .forEach(name -> lines.add(line(name, of(ours, name), of(bare, name))));
    Bench.say(String.join("\n", lines) + "\n");
  }

  private void tellStored(String database, Stored asItLies, Stored packed) {
    List<String> lines = new ArrayList<>();
    lines.add("%n%-58s %9s %9s".formatted("bytes of each in " + database, "as it is", "packed"));
    lines.add(line("all tables", asItLies.all(), packed.all()));
    asItLies.byTable().keySet().stream()
        .filter(table -> asItLies.of(table) != 0)
        .sorted((one, other) -> Long.compare(asItLies.of(other), asItLies.of(one)))
        .forEach(table -> lines.add(line(table, asItLies.of(table), packed.of(table))));
    Bench.say(String.join("\n", lines) + "\n");
  }

  private static long of(Heap heap, String name) {
    return heap.byClass().getOrDefault(name, 0L);
  }

  private String line(String name, long one, long other) {
    return "%-58s %9s %9s".formatted(name, each(one), each(other));
  }

  private String each(long bytes) {
    return "%,d".formatted(Math.round((double) bytes / purchases));
  }
}
