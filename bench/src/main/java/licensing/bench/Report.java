package licensing.bench;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A table with a column for each peer, the product's first, or each other thing compared. */
public final class Report {

  private final List<String> peers;
  private final Map<String, double[]> lines = new LinkedHashMap<>();

  public Report(List<String> peers) {
    this.peers = peers;
  }

  /** A line of one number for each peer. */
  public <T> void line(String name, List<T> measured, ToDoubleFunction<T> value) {
    lines.put(name, measured.stream().mapToDouble(value).toArray());
  }

  @Override
  public String toString() {
    return lines.entrySet().stream()
        .map(line -> row(line.getKey(), line.getValue()))
        .collect(joining("\n", head() + "\n", ""));
  }

  /** The first column's numbers divided by each other one's. */
  String ratios() {
    return lines.entrySet().stream()
        .map(
            line ->
                row(
                    line.getKey(),
                    Arrays.stream(line.getValue())
                        .map(each -> line.getValue()[0] / each)
                        .toArray()))
        .collect(joining("\n", head() + "\n", ""));
  }

  private String head() {
    return "%-34s".formatted("") + peers.stream().map("%9s"::formatted).collect(joining());
  }

  private static String row(String name, double[] values) {
    return "%-34s".formatted(name)
        + Arrays.stream(values).mapToObj(Report::number).collect(joining());
  }

  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "%9s".formatted("-");
    }
    return "%9s"
        .formatted(
            String.format(
                Locale.ROOT,
                value == Math.rint(value) || value >= 100 ? "%.0f" : value < 10 ? "%.2f" : "%.1f",
                value));
  }
}
