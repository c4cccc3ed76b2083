package licensing.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** So many consoles behind the balancer, and so many workers. */
record Size(int consoles, int workers) {

  static final int MOST = 4;

  /** From each to the next one there is little to start or to stop. */
  static final List<Size> ALL =
      List.of(
          new Size(1, 1),
          new Size(2, 1),
          new Size(4, 1),
          new Size(4, 4),
          new Size(2, 2),
          new Size(1, 2),
          new Size(1, 4));

  /** Those that work, as the launcher calls them. */
  List<String> programs() {
    return Stream.concat(named("worker", 1, workers), named("web", 1, consoles)).toList();
  }

  /** The others, which rest. */
  List<String> resting() {
    return Stream.concat(named("worker", workers + 1, MOST), named("web", consoles + 1, MOST))
        .toList();
  }

  private static Stream<String> named(String program, int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> number == 1 ? program : program + "-" + number);
  }

  /** There and back again, so that whatever the machine does in time hits all of them. */
  static List<Size> inTurns(List<Size> sizes, int turns) {
    List<Size> all = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      all.addAll(turn % 2 == 0 ? sizes : sizes.reversed());
    }
    return all;
  }

  @Override
  public String toString() {
    return consoles + "x" + workers;
  }
}
