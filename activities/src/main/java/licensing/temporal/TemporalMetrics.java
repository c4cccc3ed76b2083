package licensing.temporal;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * What the Temporal SDK measures, as the dashboards that Temporal publishes read it. Its own
 * buckets are some seventy for each label and end at 30 s, which most purchases take longer than.
 */
final class TemporalMetrics implements MeterFilter {

  private static final String PREFIX = "temporal_";

  /** Each worker has one of its own, for seconds: see its warm-up. */
  private static final String WARM_UP = "warm-up-";

  private static final double[] BUCKETS =
      DoubleStream.of(
              0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 86_400)
          .map(seconds -> seconds * Duration.ofSeconds(1).toNanos())
          .toArray();

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    String queue = id.getTag("task_queue");
    return isOfTheSdk(id) && queue != null && queue.startsWith(WARM_UP)
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    if (!isOfTheSdk(id)) {
      return config;
    }
    return DistributionStatisticConfig.builder()
        .percentilesHistogram(false)
        .serviceLevelObjectives(BUCKETS)
        .build()
        .merge(config);
  }

  private static boolean isOfTheSdk(Meter.Id id) {
    return id.getName().startsWith(PREFIX);
  }
}
