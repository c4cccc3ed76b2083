package licensing.bench.disturbed;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import licensing.bench.Latencies;
import licensing.bench.Latencies.Step;
import licensing.bench.Report;
import licensing.bench.chaos.Damage;
import licensing.bench.disturbed.DisturbedOptions.Kind;
import licensing.local.Measurements;

/** What buyers met in all phases of one sort, the disturbed or the undisturbed ones. */
final class Met {

  private static final double LONGEST_STALL_MS = 2_000;
  private static final double LATER_MS = 200;
  private static final double SLOWER = 1.5;
  private static final double LARGER = 2;

  /** What takes no longer keeps its pace, however much quicker it was before. */
  private static final double QUICK_MS = 5;

  private static final double MOST = 100;

  final Latencies took = new Latencies();

  /** How long it takes what nobody waits for, and those who only read. */
  final Measurements pace = new Measurements();

  private final List<String> errors = new ArrayList<>();
  private final List<String> gaveUp = new ArrayList<>();
  private long came;
  private long bytes;

  /**
   * What is asked for.
   *
   * @param most that the measured number may be
   */
  record Goal(String what, double measured, double most) {

    /** What could not be measured is not met. */
    boolean isMet() {
      return measured <= most;
    }

    @Override
    public String toString() {
      return "%-6s %s: %.2f, at most %.2f"
          .formatted(isMet() ? "met" : "MISSED", what, measured, most);
    }
  }

  /**
   * Adds a phase.
   *
   * @param purchases which are over
   * @param answers that no buyer wants
   */
  void add(List<Future<?>> purchases, List<String> answers) throws InterruptedException {
    errors.addAll(answers);
    for (Future<?> purchase : purchases) {
      came++;
      try {
        purchase.get();
      } catch (ExecutionException e) {
        gaveUp.add(String.valueOf(e.getCause()));
      }
    }
  }

  /** The database became so much larger in a phase. */
  void grew(long more) {
    bytes += more;
  }

  private double grown() {
    return (double) bytes / came;
  }

  /** The longest that anybody had to wait for longer than half of the undisturbed have to. */
  double stall(Met undisturbed) {
    return took.milliseconds(Step.WHOLE, MOST) - undisturbed.took.milliseconds(Step.WHOLE, 50);
  }

  static String table(Met undisturbed, Met disturbed) {
    List<Met> both = List.of(undisturbed, disturbed);
    Report report = new Report(List.of("without", "with"));
    report.line("purchases", both, met -> met.came);
    for (Step step : Step.values()) {
      report.line(step.words() + ", p50, ms", both, met -> met.took.milliseconds(step, 50));
      report.line(step.words() + ", p99", both, met -> met.took.milliseconds(step, 99));
      report.line(step.words() + ", longest", both, met -> met.took.milliseconds(step, MOST));
    }
    for (String name : disturbed.pace.names()) {
      report.line(name + ", p50, ms", both, met -> met.pace.milliseconds(name, 0.5));
      report.line(name + ", p99", both, met -> met.pace.milliseconds(name, 0.99));
    }
    report.line("bytes stored a purchase", both, Met::grown);
    report.line("longest stall, ms", both, met -> met.stall(undisturbed));
    report.line("errors met", both, met -> met.errors.size());
    report.line("gave up", both, met -> met.gaveUp.size());
    return both.stream()
        .flatMap(met -> Stream.concat(met.errors.stream(), met.gaveUp.stream()))
        .collect(groupingBy(what -> what, TreeMap::new, counting()))
        .entrySet()
        .stream()
        .map(each -> "%n%d x %s".formatted(each.getValue(), each.getKey()))
        .collect(joining("", report.toString(), ""));
  }

  static List<Goal> goals(Kind kind, Met undisturbed, Met disturbed, Damage damage) {
    List<Goal> goals = new ArrayList<>();
    switch (kind) {
      case KILL ->
          goals.add(new Goal("longest stall, ms", disturbed.stall(undisturbed), LONGEST_STALL_MS));
      case DEPLOY -> {
        goals.add(
            new Goal(
                "due until home, p99 with less p99 without, ms",
                disturbed.took.milliseconds(Step.WHOLE, 99)
                    - undisturbed.took.milliseconds(Step.WHOLE, 99),
                LATER_MS));
        goals.add(new Goal("errors met by buyers", disturbed.errors.size(), 0));
      }
      case SNAPSHOT -> {
        disturbed
            .pace
            .names()
            .forEach(
                name ->
                    goals.add(
                        new Goal(
                            name + ", p99 with by p99 without",
                            slower(disturbed.pace, undisturbed.pace, name),
                            SLOWER)));
        goals.add(
            new Goal(
                "bytes stored a purchase, with by without",
                disturbed.grown() / undisturbed.grown(),
                LARGER));
      }
    }
    goals.add(new Goal("buyers who gave up", disturbed.gaveUp.size(), 0));
    goals.add(new Goal("lost: paid, no license", damage.lost(), 0));
    goals.add(new Goal("doubled: charged or licensed twice", damage.doubled(), 0));
    goals.add(new Goal("unpaid: a license, no money", damage.unpaid(), 0));
    goals.add(new Goal("unknown, or stuck: kept, and not ended after a minute", damage.stuck(), 0));
    return goals;
  }

  private static double slower(Measurements with, Measurements without, String name) {
    if (with.count(name) == 0 || without.count(name) == 0) {
      return Double.NaN;
    }
    return Math.max(QUICK_MS, with.milliseconds(name, 0.99))
        / Math.max(QUICK_MS, without.milliseconds(name, 0.99));
  }
}
