package licensing.local.storm.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.local.storm.weather.FaultLog;
import org.jspecify.annotations.Nullable;

/**
 * How long a purchase that money was asked for took to its end after the last thing that went wrong
 * on its way.
 */
public record Recovery(String purchase, String ending, FaultLog.Entry after, Duration took) {

  /** Of all purchases that met something; in words. */
  public static String slowest(Verdict verdict, List<FaultLog.Entry> faults) {
    return verdict.dossiers().stream()
        .flatMap(dossier -> of(dossier, faults).stream())
        .max(Comparator.comparing(Recovery::took))
        .map(Recovery::toString)
        .orElse("nothing went wrong while a purchase was under way");
  }

  private static Optional<Recovery> of(Dossier purchase, List<FaultLog.Entry> faults) {
    Instant begin = begin(purchase.record());
    Instant end = purchase.record() == null ? null : purchase.record().endedAt();
    if (begin == null || end == null) {
      return Optional.empty();
    }
    Stream<FaultLog.Entry> met =
        faults.stream().filter(fault -> fault.at().isAfter(begin) && fault.at().isBefore(end));
    return met.max(Comparator.comparing(FaultLog.Entry::at))
        .map(
            last ->
                new Recovery(
                    purchase.purchase(),
                    Objects.requireNonNull(purchase.outcome()).label(),
                    last,
                    Duration.between(last.at(), end)));
  }

  private static @Nullable Instant begin(Dossier.@Nullable Record record) {
    return record == null ? null : record.firstCharging();
  }

  @Override
  public String toString() {
    return "%.1f s from \"%s: %s\" to the end of purchase %s, %s"
        .formatted(took.toMillis() / 1000.0, after.kind(), after.what(), purchase, ending);
  }
}
