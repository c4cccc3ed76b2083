package licensing.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long each step took its buyer; may be told by many at once. */
public final class Latencies {

  private static final int DIGITS = 3;

  private final Map<Step, Histogram> microseconds = new EnumMap<>(Step.class);

  /** What a buyer waits for. */
  public enum Step {
    SUBSCRIBE("Subscribe Now"),
    CONFIRM("Continue"),
    PAY("Subscribe, until kept"),
    HOME("paid until home"),
    END("paid until captured"),
    WHOLE("due until home");

    private final String words;

    Step(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public Latencies() {
    for (Step step : Step.values()) {
      microseconds.put(step, new ConcurrentHistogram(DIGITS));
    }
  }

  public void add(Step step, long nanos) {
    histogram(step).recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  /** All that others took as well. */
  public void add(Latencies others) {
    microseconds.forEach((step, own) -> own.add(others.histogram(step)));
  }

  /**
   * In milliseconds; not a number where there is none.
   *
   * @param percentile such as 99
   */
  public double milliseconds(Step step, double percentile) {
    Histogram all = histogram(step);
    return all.getTotalCount() == 0 ? Double.NaN : all.getValueAtPercentile(percentile) / 1e3;
  }

  private Histogram histogram(Step step) {
    return Objects.requireNonNull(microseconds.get(step), "there is one of each");
  }
}
