package licensing.web.process;

import com.google.protobuf.Timestamp;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import licensing.web.process.PurchaseHistories.HistoryEntry;
import licensing.web.process.PurchaseHistories.Kind;

/** Makes entries from what Temporal calls them by. */
final class HistoryEntries {

  private HistoryEntries() {}

  static Stream<HistoryEntry> of(HistoryEvent event, Kind kind, String... words) {
    return of(event.getEventTime(), kind, words);
  }

  static Stream<HistoryEntry> of(Timestamp at, Kind kind, String... words) {
    return Stream.of(new HistoryEntry(instant(at), kind, EventText.joined(words)));
  }

  /** When a timer is over that nobody stops, to the second. */
  static Instant end(HistoryEvent timer) {
    var wait = timer.getTimerStartedEventAttributes().getStartToFireTimeout();
    return instant(timer.getEventTime())
        .plusSeconds(wait.getSeconds())
        .plusNanos(wait.getNanos())
        .truncatedTo(ChronoUnit.SECONDS);
  }

  static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
