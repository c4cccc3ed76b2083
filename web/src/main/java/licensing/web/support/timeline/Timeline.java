package licensing.web.support.timeline;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import licensing.payment.Money;
import licensing.web.support.timeline.TimelineEntry.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

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

  /** By day of the reader. */
  public List<Day> days() {
    var days = new LinkedHashMap<LocalDate, List<TimelineEntry>>();
    var zone = LocaleContextHolder.getTimeZone().toZoneId();
    for (var entry : entries) {
      var day = LocalDate.ofInstant(entry.at(), zone);
      days.computeIfAbsent(day, _ -> new ArrayList<>()).add(entry);
    }
    return days.values().stream().map(told -> new Day(told.getFirst().at(), told)).toList();
  }

  /** What is recorded of the money: what became of the latest payment, null before it is held. */
  public @Nullable PaymentFacts payment() {
    var card = latest("ATTEMPT_AUTHORIZED");
    var last =
        latest("ATTEMPT_AUTHORIZED", "ATTEMPT_CAPTURED", "ATTEMPT_RELEASED", "ATTEMPT_REFUNDED");
    return card == null || last == null
        ? null
        : new PaymentFacts(
            "support.paid." + last.key().substring("timeline.".length()),
            last.amount(),
            card.words(),
            card.payment(),
            card.page());
  }

  private @Nullable TimelineEntry latest(String... kinds) {
    var keys = Stream.of(kinds).map("timeline."::concat).toList();
    return entries.stream().filter(it -> keys.contains(it.key())).findFirst().orElse(null);
  }

  /**
   * @param at the time of its first entry
   */
  public record Day(Instant at, List<TimelineEntry> entries) {}

  /**
   * @param state key of the message that says whether it is held, taken or given back
   * @param card what may be shown of the card
   * @param reference at the platform
   * @param page where it is found there
   */
  public record PaymentFacts(
      String state,
      @Nullable Money amount,
      @Nullable String card,
      @Nullable String reference,
      @Nullable String page) {}

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
