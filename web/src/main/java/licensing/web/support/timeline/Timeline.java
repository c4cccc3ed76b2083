package licensing.web.support.timeline;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.stream.Stream;
import licensing.web.support.timeline.TimelineEntry.Source;

/**
 * The story of a purchase.
 *
 * @param entries the newest first: whoever asks why a purchase is stuck needs its last steps, and
 *     on a page that follows the purchase they come into sight by themselves
 * @param sources who was asked
 * @param missing what could not be had; the names are keys of messages
 */
public record Timeline(List<TimelineEntry> entries, List<Source> sources, List<Missing> missing) {

  /** Why a source tells nothing. */
  public enum Missing {
    PLATFORM_AWAY,
    HISTORY_AWAY,
    HISTORY_GONE
  }

  static Timeline of(List<TimelineEntry> recorded) {
    return merged(recorded.stream(), List.of(Source.RECORDS, Source.SUPPORT), List.of());
  }

  Timeline with(Source source, List<TimelineEntry> told) {
    return merged(
        Stream.concat(entries.reversed().stream(), told.stream()),
        Stream.concat(sources.stream(), Stream.of(source)).toList(),
        missing);
  }

  Timeline without(Missing why) {
    return new Timeline(entries, sources, Stream.concat(missing.stream(), Stream.of(why)).toList());
  }

  /** Whether asking again would tell no more. */
  public boolean isWhole() {
    int gone = missing.contains(Missing.HISTORY_GONE) ? 1 : 0;
    return sources.size() + gone == Source.values().length;
  }

  /** What is told of the same time stays in the order in which it was told. */
  private static Timeline merged(
      Stream<TimelineEntry> told, List<Source> sources, List<Missing> missing) {
    return new Timeline(
        told.sorted(comparing(TimelineEntry::at)).toList().reversed(), sources, missing);
  }
}
