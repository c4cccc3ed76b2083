package licensing.bench;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import licensing.bench.Latencies.Step;
import licensing.bench.Meter.Reading;
import licensing.bench.Meter.Rows;
import licensing.bench.Results.Counts;
import licensing.bench.Results.Turn;
import licensing.bench.chaos.Chaos;
import licensing.bench.chaos.Damage;
import licensing.local.Actions;
import licensing.local.LaunchFailure;
import licensing.local.LocalStack;
import licensing.local.StateFolder;
import licensing.local.storm.weather.PlatformControl;

/**
 * Buys at the product and at its peers in turn, in one run, so that whatever else the machine does
 * hits all of them: first as fast as a few buyers can, then as buyers come, then one after the
 * other to count what a purchase is. At last each peer's program is killed, paused and cut off.
 */
public final class Comparison {

  private static final int PEOPLE = 8;
  private static final int PURCHASES_EACH = 5;
  private static final int PURCHASES = PEOPLE * PURCHASES_EACH;
  private static final int WARM_UP = 3;

  /** What is left to do when the last purchase has ended. */
  private static final Duration REST = Duration.ofSeconds(1);

  private static final int COUNTED = 10;

  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(30);

  /** An idle connection tells PostgreSQL's statistics after 10 s what it did. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(12);

  private final LocalStack stack;
  private final Meter meter;
  private final Map<Entrant, Results> results = new LinkedHashMap<>();

  private Comparison(LocalStack stack, List<Entrant> entrants) {
    this.stack = stack;
    this.meter = new Meter(stack);
    entrants.forEach(entrant -> results.put(entrant, new Results()));
  }

  /** The project's folder is the working directory. */
  public static void main(String[] words) {
    Bench.exitAfter(() -> run(Options.of(words)));
  }

  private static void run(Options options) throws Exception {
    Path project = Path.of("").toAbsolutePath();
    StateFolder state = new StateFolder(project.resolve(".state"));
    Path folder = state.emptied("bench", Bench::say);
    Map<String, String> variables =
        Map.of("PLATFORM_CONTROL", "true", "TEMPORAL_CLUSTER", options.cluster() ? "1" : "0");
    try (LocalStack stack = LocalStack.onFreePorts(project, folder, variables)) {
      // Whoever ends this program from outside leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "tidy up"));
      stack.start();
      try (Field field =
          new Field(stack, project, folder.resolve("logs"), options.wantsKillBill())) {
        List<Entrant> entrants =
            field.entrants().stream().filter(each -> options.wants(each.peer().name())).toList();
        new Comparison(stack, entrants).compare(options);
      }
    }
    state.emptied("bench", Bench::say);
  }

  private void compare(Options options) throws Exception {
    Bench.say("%s%n".formatted(Bench.machine()));
    closedLoop(options.turns());
    openLoop(options.aSecond(), options.open());
    count();
    print(options);
    if (options.chaos()) {
      chaos();
    }
  }

  // --- measuring

  private void closedLoop(int turns) throws Exception {
    for (int i = 0; i < Math.min(WARM_UP, turns); i++) {
      for (Entrant entrant : results.keySet()) {
        turn(entrant, new Latencies());
      }
    }
    for (int i = 1; i <= turns; i++) {
      for (Map.Entry<Entrant, Results> each : results.entrySet()) {
        each.getValue().add(turn(each.getKey(), each.getValue().closed));
      }
      Bench.say("%d of %d turns of each".formatted(i, turns));
    }
  }

  private Turn turn(Entrant entrant, Latencies took) throws Exception {
    Reading before = meter.read(entrant);
    Duration time = new Crowd(entrant.peer(), took).buyInTurn(PEOPLE, PURCHASES_EACH);
    Bench.say(
        "%s: %d in %.1f s".formatted(entrant.peer().name(), PURCHASES, time.toMillis() / 1e3));
    Thread.sleep(REST);
    Reading used = meter.read(entrant).since(before);
    Map<String, Double> processors = new LinkedHashMap<>();
    used.processors().forEach((name, ms) -> processors.put(name, (double) ms / PURCHASES));
    return new Turn(PURCHASES * 1e3 / time.toMillis(), processors, (double) used.log() / PURCHASES);
  }

  private void openLoop(double aSecond, Duration time) throws Exception {
    for (Map.Entry<Entrant, Results> each : results.entrySet()) {
      new Crowd(each.getKey().peer(), each.getValue().open).buyAsTheyCome(aSecond, time);
      Bench.say(
          "%s: buyers came for %d s".formatted(each.getKey().peer().name(), time.toSeconds()));
    }
  }

  /** What time alone brings about is counted at first, and left out. */
  private void count() throws Exception {
    // Else what was bought before would count as what time alone brings about.
    Thread.sleep(TOLD_WITHIN);
    Actions before = Actions.countedBy(stack);
    Map<Entrant, Rows> idle = counted(() -> {});
    long idleActions = Actions.countedBy(stack).since(before).sum();
    for (Map.Entry<Entrant, Results> each : results.entrySet()) {
      Entrant entrant = each.getKey();
      List<Purchase> bought = new ArrayList<>();
      before = Actions.countedBy(stack);
      Map<Entrant, Rows> all = counted(() -> bought.addAll(buyCounted(entrant)));
      long actions = Actions.countedBy(stack).since(before).sum() - idleActions;
      Rows rows = all.getOrDefault(entrant, Rows.NONE).since(idle.getOrDefault(entrant, Rows.NONE));
      each.getValue()
          .set(
              new Counts(
                  entrant.peer().history(bought.getLast().id()),
                  (double) actions / COUNTED,
                  (double) rows.commits() / COUNTED,
                  (double) rows.writes() / COUNTED));
      Bench.say("%s is counted".formatted(entrant.peer().name()));
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  /** What each database does in a certain time, whatever part of that the work takes. */
  private Map<Entrant, Rows> counted(Work work) throws Exception {
    Map<Entrant, Rows> before = rows();
    long begin = System.nanoTime();
    work.run();
    Duration left = COUNTED_WITHIN.minusNanos(System.nanoTime() - begin);
    if (left.isNegative()) {
      throw new LaunchFailure("The machine is too slow for purchases to be counted.");
    }
    Thread.sleep(left.plus(TOLD_WITHIN));
    Map<Entrant, Rows> done = rows();
    done.replaceAll((entrant, rows) -> rows.since(before.getOrDefault(entrant, Rows.NONE)));
    return done;
  }

  private Map<Entrant, Rows> rows() throws SQLException {
    Map<Entrant, Rows> rows = new LinkedHashMap<>();
    for (Entrant entrant : results.keySet()) {
      rows.put(entrant, meter.rows(entrant.database()));
    }
    return rows;
  }

  private static List<Purchase> buyCounted(Entrant entrant) throws Exception {
    List<Purchase> bought = new ArrayList<>();
    for (int i = 0; i < COUNTED; i++) {
      Purchase purchase = Purchase.at(entrant.peer(), new Latencies());
      purchase.buy(System.nanoTime(), _ -> {});
      bought.add(purchase);
    }
    return bought;
  }

  private void chaos() throws Exception {
    PlatformControl platform =
        new PlatformControl(URI.create("http://127.0.0.1:" + stack.get("PLATFORM_PORT")));
    List<Entrant> judged = results.keySet().stream().filter(Entrant::judged).toList();
    List<Damage> damages = new ArrayList<>();
    for (Entrant entrant : judged) {
      DataSource database = stack.databaseAsSuperuser(entrant.database());
      damages.add(Chaos.at(entrant.peer(), entrant.worker(), database, platform));
      Bench.say("%s: %s".formatted(entrant.peer().name(), damages.getLast()));
    }
    Report report = new Report(judged.stream().map(entrant -> entrant.peer().name()).toList());
    report.line("purchases", damages, Damage::purchases);
    report.line("lost: paid, no license", damages, Damage::lost);
    report.line("doubled: charged or licensed twice", damages, Damage::doubled);
    report.line("unpaid: a license, no money", damages, Damage::unpaid);
    report.line("stuck: not ended after a minute", damages, Damage::stuck);
    Bench.say("%nits program %s%n".formatted(Chaos.words()));
    Bench.say(report.toString());
  }

  // --- telling

  private void print(Options options) {
    List<Results> all = List.copyOf(results.values());
    List<String> names = results.keySet().stream().map(entrant -> entrant.peer().name()).toList();
    Report report = new Report(names);
    report.line("purchases a second", all, each -> each.median(Turn::aSecond));
    for (String program : all.stream().flatMap(Results::programs).distinct().toList()) {
      report.line("CPU ms: " + program, all, each -> each.median(turn -> turn.of(program)));
    }
    report.line("CPU ms: all", all, each -> each.median(Turn::all));
    report.line("CPU ms: all, least", all, each -> each.least(Turn::all));
    report.line("CPU ms: all, most", all, each -> each.most(Turn::all));
    for (Step step : Step.values()) {
      for (double percentile : new double[] {50, 99}) {
        report.line(
            "%s, p%.0f ms".formatted(step.words(), percentile),
            all,
            each -> each.closed.milliseconds(step, percentile));
      }
    }
    for (Step step : List.of(Step.SUBSCRIBE, Step.CONFIRM, Step.PAY, Step.WHOLE)) {
      for (double percentile : new double[] {50, 99}) {
        report.line(
            "as they come: %s, p%.0f".formatted(step.words(), percentile),
            all,
            each -> each.open.milliseconds(step, percentile));
      }
    }
    report.line("events", all, each -> each.counts().history().events());
    report.line("history bytes", all, each -> each.counts().history().bytes());
    report.line("Actions", all, each -> each.counts().actions());
    report.line("PostgreSQL: commits", all, each -> each.counts().commits());
    report.line("PostgreSQL: rows written", all, each -> each.counts().writes());
    report.line("PostgreSQL: WAL bytes", all, each -> each.median(Turn::logBytes));
    Bench.say(
        "%n%d turns of %d purchases each, %d buyers at once, medians of the turns; then %.0f a second for %d s; 3 licenses each%n"
            .formatted(
                options.turns(), PURCHASES, PEOPLE, options.aSecond(), options.open().toSeconds()));
    Bench.say(report.toString());
    Bench.say("%n%s : each other%n".formatted(names.getFirst()));
    Bench.say(report.ratios());
    Bench.say("%n%s".formatted(Bench.machine()));
  }
}
