package licensing.bench.scale;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import licensing.bench.Bench;
import licensing.bench.Crowd;
import licensing.bench.Entrant;
import licensing.bench.Latencies;
import licensing.bench.Latencies.Step;
import licensing.bench.Meter;
import licensing.bench.Meter.Reading;
import licensing.bench.Peer;
import licensing.bench.Purchase;
import licensing.bench.Report;
import licensing.bench.StackProgram;
import licensing.bench.Victim;
import licensing.bench.ours.Ours;
import licensing.bench.ours.OursByPages;
import licensing.bench.scale.Measurement.APurchase;
import licensing.bench.scale.Measurement.Sized;
import licensing.bench.shop.Surroundings;
import licensing.db.PurchaseJournal;
import licensing.local.Actions;
import licensing.local.LocalStack;
import licensing.local.Measurements;
import licensing.local.ResidentMemory;
import licensing.local.StateFolder;

/**
 * Buys through the balancer at one stack while so many of its consoles and workers rest, size after
 * size and back again: each buyer buys again when the last purchase has ended. Then PostgreSQL
 * alone is asked what it costs to tell.
 */
public final class Scale {

  /** Of the product. */
  private static final String DATABASE = "licensing";

  private static final List<String> DATABASES =
      List.of(DATABASE, "temporal", "temporal_visibility");

  /** What is left to do when the last purchase has ended. */
  private static final Duration REST = Duration.ofSeconds(1);

  private static final Duration TELLS = Duration.ofSeconds(2);
  private static final List<Integer> SESSIONS = List.of(1, 4, 16);
  private static final double FULL = 0.1;
  private static final double MUCH = 0.25;

  private final LocalStack stack;
  private final Meter meter;
  private final Peer peer;
  private final ScaleOptions options;
  private final Map<Size, Turns> turns = new LinkedHashMap<>();
  private int bought;

  private record Turn(
      double aSecond,
      Map<String, Double> processors,
      double logBytes,
      double tellingCommits,
      double actions,
      double idle,
      double others,
      Map<String, Double> waits,
      Map<String, Double> databases,
      Map<String, Long> mebibytes) {}

  /** Of one size. */
  private record Turns(List<Turn> all, Latencies took) {}

  private Scale(LocalStack stack, Peer peer, ScaleOptions options) {
    this.stack = stack;
    this.meter = new Meter(stack);
    this.peer = peer;
    this.options = options;
    for (Size size : options.sizes()) {
      turns.put(size, new Turns(new ArrayList<>(), new Latencies()));
    }
  }

  /** The project's folder is the working directory. */
  public static void main(String[] words) {
    Bench.exitAfter(() -> run(ScaleOptions.of(words)));
  }

  private static void run(ScaleOptions options) throws Exception {
    Path project = Path.of("").toAbsolutePath();
    StateFolder state = new StateFolder(project.resolve(".state"));
    Path file = state.root().resolve("measured/scale.json");
    measured(options, project, state.emptied("bench", Bench::say)).write(file);
    state.emptied("bench", Bench::say);
    Bench.say("%n%s; ./dev capacity computes from it".formatted(file));
  }

  /**
   * On a stack of its own.
   *
   * @param project the folder with a folder per module, which must be packaged
   * @param folder where its state is kept
   */
  static Measurement measured(ScaleOptions options, Path project, Path folder) throws Exception {
    Map<String, String> variables =
        Map.of(
            "CONSOLES", Integer.toString(Size.MOST),
            "WORKERS", Integer.toString(Size.MOST),
            "TEMPORAL_CLUSTER", options.cluster() ? "1" : "0");
    try (LocalStack stack = LocalStack.onFreePorts(project, folder, variables)) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
      stack.start();
      Surroundings surroundings = Surroundings.of(stack, DATABASE, "", "");
      try (Ours process = new Ours(stack, project, surroundings);
          OursByPages pages = new OursByPages(stack, process)) {
        return new Scale(stack, pages, options).measure();
      }
    }
  }

  private Measurement measure() throws Exception {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String load = Bench.machine();
    Bench.say("%s%n".formatted(load));
    Purchase first = Purchase.at(peer, new Latencies());
    first.buy(System.nanoTime(), _ -> {});
    Map<String, Long> stored = stored();
    for (Size size : Size.inTurns(options.sizes(), options.turns())) {
      resize(size);
      buy(new Latencies(), 1);
      turns(size).all().add(turn(size));
    }
    Map<String, Double> grown = new TreeMap<>();
    stored()
        .forEach(
            (name, bytes) ->
                grown.put(name, (bytes - stored.getOrDefault(name, 0L)) / (double) bought));
    List<NotifyCost> notify = new ArrayList<>();
    for (int sessions : SESSIONS) {
      notify.add(NotifyCost.measured(stack.databaseAsSuperuser("postgres"), sessions, TELLS));
      Bench.say("%d sessions have committed".formatted(sessions));
    }
    Measurement measured =
        new Measurement(
            begin.toString(),
            "%s; at the end %s".formatted(load, Bench.machine()),
            options.cluster()
                ? "its four services, on the same PostgreSQL"
                : "one process of the server for development, on SQLite",
            options.turns(),
            options.people(),
            options.purchases(),
            options.sizes().stream().map(this::sized).toList(),
            notify,
            aPurchase(peer.history(first.id()), grown));
    Bench.say(text(measured));
    return measured;
  }

  private Turns turns(Size size) {
    return Objects.requireNonNull(turns.get(size), "each has some");
  }

  // --- measuring

  /** Whoever rests has nothing left to do by then. */
  private void resize(Size size) {
    size.resting().stream().filter(name -> stack.process(name).isPresent()).forEach(stack::stop);
    size.programs().stream().filter(name -> stack.process(name).isEmpty()).forEach(stack::start);
  }

  private Duration buy(Latencies took, int each) throws Exception {
    Duration time = new Crowd(peer, took).buyInTurn(options.people(), each);
    bought += options.people() * each;
    return time;
  }

  private Turn turn(Size size) throws Exception {
    Map<String, Victim> programs = new LinkedHashMap<>();
    Stream.concat(size.programs().stream(), Stream.of("balancer"))
        .forEach(name -> programs.put(name, new StackProgram(stack, name)));
    Entrant entrant = new Entrant(peer, DATABASE, programs, false);
    Actions actions = Actions.countedBy(stack);
    try (Told told = new Told(stack.database(), PurchaseJournal.CHANNEL)) {
      Processors idle = Processors.read();
      Reading before = meter.read(entrant);
      Duration time;
      Map<String, Double> waits;
      Map<String, Double> databases;
      try (Waits looking = new Waits(stack.databaseAsSuperuser("postgres"))) {
        time = buy(turns(size).took(), options.each());
        waits = looking.shares();
        databases = looking.databases();
      }
      Processors machine = Processors.read().since(idle);
      Thread.sleep(REST);
      Reading used = meter.read(entrant).since(before);
      Bench.say("%s: %d in %.1f s".formatted(size, options.purchases(), time.toMillis() / 1e3));
      double ours = used.processors().values().stream().mapToLong(ms -> ms).sum();
      return new Turn(
          options.purchases() * 1e3 / time.toMillis(),
          byKind(used.processors()),
          (double) used.log() / options.purchases(),
          (double) told.count() / options.purchases(),
          (double) Actions.countedBy(stack).since(actions).sum() / options.purchases(),
          machine.idleShare(),
          Math.max(0, (machine.busyMilliseconds() - ours) / (machine.all() * 10.0)),
          waits,
          databases,
          memory(entrant));
    }
  }

  /** Of all programs of a kind together, for a purchase. */
  private Map<String, Double> byKind(Map<String, Long> processors) {
    Map<String, Double> kinds = new TreeMap<>();
    processors.forEach(
        (name, ms) -> kinds.merge(kind(name), (double) ms / options.purchases(), Double::sum));
    return kinds;
  }

  private Map<String, Long> memory(Entrant entrant) {
    Map<String, Long> memory = new TreeMap<>();
    Stream.concat(
            entrant.programs().keySet().stream(),
            stack.names().stream().filter(name -> name.matches("postgres|temporal.*")))
        .forEach(
            name ->
                memory.merge(
                    kind(name),
                    ResidentMemory.mebibytes(stack.process(name).orElseThrow()),
                    Math::max));
    return memory;
  }

  private static String kind(String program) {
    return program.replaceFirst("-\\d$", "");
  }

  private Map<String, Long> stored() throws SQLException {
    Map<String, Long> stored = new TreeMap<>();
    try (var connection = stack.databaseAsSuperuser("postgres").getConnection();
        var question =
            connection.prepareStatement(
                "select datname, pg_database_size(oid) from pg_database where datname = any (?)")) {
      question.setArray(1, connection.createArrayOf("text", DATABASES.toArray()));
      try (var row = question.executeQuery()) {
        while (row.next()) {
          stored.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return stored;
  }

  // --- summing up

  private Sized sized(Size size) {
    List<Turn> all = turns(size).all();
    Map<String, Double> milliseconds = new LinkedHashMap<>();
    for (Step step : Step.values()) {
      for (int percentile : new int[] {50, 99}) {
        milliseconds.put(
            "%s, p%d".formatted(step.words(), percentile),
            turns(size).took().milliseconds(step, percentile));
      }
    }
    Map<String, Long> mebibytes = new TreeMap<>();
    all.forEach(
        turn -> turn.mebibytes.forEach((name, mib) -> mebibytes.merge(name, mib, Math::max)));
    return new Sized(
        size.consoles(),
        size.workers(),
        median(all, Turn::aSecond),
        medians(all.stream().map(Turn::processors).toList()),
        median(all, Turn::idle),
        median(all, Turn::others),
        milliseconds,
        medians(all.stream().map(Turn::waits).toList()),
        medians(all.stream().map(Turn::databases).toList()),
        mebibytes);
  }

  private APurchase aPurchase(Peer.History history, Map<String, Double> stored) {
    List<Turn> all = turns.values().stream().flatMap(each -> each.all().stream()).toList();
    return new APurchase(
        median(all, Turn::actions),
        history.events(),
        history.bytes(),
        median(all, Turn::tellingCommits),
        median(all, Turn::logBytes),
        stored);
  }

  private static <T> double median(List<T> all, ToDoubleFunction<T> value) {
    return Measurements.median(all.stream().mapToDouble(value).sorted().toArray());
  }

  private static Map<String, Double> medians(List<Map<String, Double>> all) {
    Map<String, Double> medians = new TreeMap<>();
    all.stream()
        .flatMap(each -> each.keySet().stream())
        .distinct()
        .forEach(name -> medians.put(name, median(all, each -> each.getOrDefault(name, 0.0))));
    return medians;
  }

  // --- telling

  /** As people read it. */
  static String text(Measurement measured) {
    List<Sized> sizes = measured.sizes();
    Report report = new Report(sizes.stream().map(Sized::name).toList());
    report.line("purchases a second", sizes, Sized::aSecond);
    report.line("CPU ms a purchase, all", sizes, Sized::all);
    for (String program : keys(sizes, Sized::processors)) {
      report.line(
          "CPU ms: " + program, sizes, each -> each.processors().getOrDefault(program, 0.0));
    }
    for (String step : keys(sizes, Sized::milliseconds)) {
      report.line(step + ", ms", sizes, each -> each.milliseconds().getOrDefault(step, 0.0));
    }
    report.line("processors idle, %", sizes, each -> Math.round(100 * each.idle()));
    report.line("at work for others, %", sizes, each -> Math.round(100 * each.others()));
    report.line(
        "wait for the lock of NOTIFY, %",
        sizes, each -> Math.round(1000 * each.waits().getOrDefault(Waits.NOTIFY, 0.0)) / 10.0);
    StringBuilder text =
        new StringBuilder(
            """

            %s
            Temporal: %s
            CONSOLESxWORKERS; %d turns of %d purchases each, %d buyers at once, through the balancer and all pages

            %s

            """
                .formatted(
                    measured.machine(),
                    measured.temporal(),
                    measured.turns(),
                    measured.purchases(),
                    measured.people(),
                    report));
    sizes.forEach(each -> text.append("%s: %s%n".formatted(each.name(), limit(each))));
    APurchase one = measured.aPurchase();
    text.append(
        """

        a purchase: %.1f Actions, %d events, %d bytes of history, %.1f commits that tell, %.0f kB of WAL, stored: %s

        commits a second, of one row each     alone    telling
        """
            .formatted(
                one.actions(),
                one.events(),
                one.historyBytes(),
                one.tellingCommits(),
                one.logBytes() / 1e3,
                one.storedBytes()));
    measured
        .telling()
        .forEach(
            cost ->
                text.append(
                    "%-34d %8.0f %10.0f%n"
                        .formatted(cost.sessions(), cost.commits(), cost.telling())));
    return text.toString();
  }

  /** What there was no more of, as far as what was measured shows it. */
  static String limit(Sized sized) {
    String busiest =
        sized.processors().entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(3)
            .map(each -> "%s %.0f %%".formatted(each.getKey(), 100 * each.getValue() / sized.all()))
            .collect(joining(", "));
    String waits =
        sized.waits().entrySet().stream()
            .filter(each -> !each.getKey().equals(Waits.WORKS))
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(2)
            .map(each -> "%s %.0f %%".formatted(each.getKey(), 100 * each.getValue()))
            .collect(joining(", "));
    String seen =
        "%.0f %% idle, %.0f %% for others; of a purchase's %.0f ms %s; PostgreSQL's sessions: %s"
            .formatted(100 * sized.idle(), 100 * sized.others(), sized.all(), busiest, waits);
    if (sized.idle() < FULL) {
      return "the processors (" + seen + ")";
    }
    if (sized.waits().getOrDefault(Waits.NOTIFY, 0.0) > MUCH) {
      return "commits that tell, one after the other (" + seen + ")";
    }
    return "the buyers, each of whom waits for answers: nothing is full (" + seen + ")";
  }

  private static List<String> keys(List<Sized> sizes, Function<Sized, Map<String, Double>> of) {
    return sizes.stream().flatMap(each -> of.apply(each).keySet().stream()).distinct().toList();
  }
}
