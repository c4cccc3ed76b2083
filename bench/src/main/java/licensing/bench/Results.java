package licensing.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import licensing.bench.Peer.History;
import licensing.local.Measurements;

/** What was measured of one entrant. */
final class Results {

  /** Closed loop. */
  final Latencies closed = new Latencies();

  /** Open loop. */
  final Latencies open = new Latencies();

  private final List<Turn> turns = new ArrayList<>();
  private Counts counts = new Counts(History.NONE, 0, 0, 0);

  /**
   * One turn of the closed loop.
   *
   * @param aSecond purchases
   * @param processors milliseconds of a processor for a purchase, by program
   * @param logBytes of PostgreSQL's write-ahead log for a purchase
   */
  record Turn(double aSecond, Map<String, Double> processors, double logBytes) {

    double all() {
      return processors.values().stream().mapToDouble(each -> each).sum();
    }

    double of(String program) {
      return processors.getOrDefault(program, 0.0);
    }
  }

  /**
   * Of a purchase, while nobody else bought.
   *
   * @param actions as Temporal's server counts them
   * @param commits of PostgreSQL, without those that come of time alone
   * @param writes rows of PostgreSQL, likewise
   */
  record Counts(History history, double actions, double commits, double writes) {}

  void add(Turn turn) {
    turns.add(turn);
  }

  void set(Counts counted) {
    counts = counted;
  }

  Counts counts() {
    return counts;
  }

  double median(ToDoubleFunction<Turn> value) {
    return Measurements.median(sorted(value));
  }

  double least(ToDoubleFunction<Turn> value) {
    return sorted(value)[0];
  }

  double most(ToDoubleFunction<Turn> value) {
    return sorted(value)[turns.size() - 1];
  }

  private double[] sorted(ToDoubleFunction<Turn> value) {
    return turns.stream().mapToDouble(value).sorted().toArray();
  }

  /** All programs that were measured. */
  Stream<String> programs() {
    return turns.stream().flatMap(turn -> turn.processors().keySet().stream()).distinct();
  }
}
