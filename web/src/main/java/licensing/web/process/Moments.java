package licensing.web.process;

import com.google.protobuf.Timestamp;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Instant;
import java.util.stream.Stream;
import licensing.web.process.PurchaseHistories.Kind;
import licensing.web.process.PurchaseHistories.Moment;

/** Makes moments from what Temporal calls them by. */
final class Moments {

  private Moments() {}

  static Stream<Moment> of(HistoryEvent event, Kind kind, String... words) {
    return of(event.getEventTime(), kind, words);
  }

  static Stream<Moment> of(Timestamp at, Kind kind, String... words) {
    return Stream.of(new Moment(instant(at), kind, HistoryWords.joined(words)));
  }

  static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
