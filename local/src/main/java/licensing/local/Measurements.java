package licensing.local;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** How long things took, by name. */
public final class Measurements {

  private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

  <T> T time(String name, Callable<T> action) throws Exception {
    long begin = System.nanoTime();
    T result = action.call();
    add(name, System.nanoTime() - begin);
    return result;
  }

  public void add(String name, long took) {
    nanos.computeIfAbsent(name, missing -> new ArrayList<>()).add(took);
  }

  /**
   * @param sorted the least first
   */
  public static double median(double... sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** In the order in which they came first. */
  public List<String> names() {
    return List.copyOf(nanos.keySet());
  }

  /** How many there are. */
  public int count(String name) {
    return nanos.getOrDefault(name, List.of()).size();
  }

  void clear() {
    nanos.clear();
  }

  String table() {
    String head = "%-44s %8s %8s %8s\n".formatted("milliseconds", "p50", "p99", "most");
    return head
        + nanos.entrySet().stream()
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("\n"));
  }

  /** The smallest value that the given share of all values does not exceed. */
  public double milliseconds(String name, double share) {
    List<Long> sorted = new ArrayList<>(nanos.getOrDefault(name, List.of(0L)));
    Collections.sort(sorted);
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)) / 1e6;
  }

  private String line(String name, List<Long> values) {
    return "%-44s %8.1f %8.1f %8.1f"
        .formatted(
            name, milliseconds(name, 0.5), milliseconds(name, 0.99), Collections.max(values) / 1e6);
  }
}
