package licensing.web.language;

import static java.time.format.FormatStyle.MEDIUM;
import static java.time.format.FormatStyle.SHORT;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Writes times as the reader does: in the language of the page and the time zone of the browser,
 * which each names, as a page may be printed or read out to support.
 */
@Component
public class Times {

  private static final DateTimeFormatter UNIVERSAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(MEDIUM);
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofLocalizedDateTime(MEDIUM, SHORT);
  private static final DateTimeFormatter PRECISE = DateTimeFormatter.ofLocalizedDateTime(MEDIUM);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofLocalizedTime(MEDIUM);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("O");

  private final Clock clock;

  Times(Clock clock) {
    this.clock = clock;
  }

  /** For machines: HTML knows no microseconds. */
  public String machine(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** As logs and support speak of it, in whatever language: "2026-11-29 14:04 UTC". */
  public String universal(Instant at) {
    return UNIVERSAL.format(at);
  }

  /** Such as "Nov 29, 2026, 3:04 PM GMT+1". */
  public String full(Instant at) {
    return zoned(FULL, at);
  }

  /** The same, to the second. */
  public String precise(Instant at) {
    return zoned(PRECISE, at);
  }

  /** Where the day is enough: "Nov 29, 2026". */
  public String day(Instant at) {
    return written(DAY, at.atZone(zone()));
  }

  /** Where the day stands above: "3:04:05 PM". */
  public String clock(Instant at) {
    return written(CLOCK, at.atZone(zone()));
  }

  /** Of what has no time of day, as a document has none: the same day everywhere. */
  public String date(LocalDate day) {
    return written(DAY, day);
  }

  /** Whole minutes from now; none where it is over. */
  public long minutesUntil(Instant end) {
    return Math.max(0, Duration.between(clock.instant(), end).toMinutes());
  }

  private static String zoned(DateTimeFormatter format, Instant at) {
    ZonedDateTime there = at.atZone(zone());
    boolean universal = there.getZone().normalized().equals(ZoneOffset.UTC);
    return written(format, there) + " " + (universal ? "UTC" : written(OFFSET, there));
  }

  private static String written(DateTimeFormatter format, TemporalAccessor time) {
    return format.withLocale(LocaleContextHolder.getLocale()).format(time);
  }

  private static ZoneId zone() {
    return LocaleContextHolder.getTimeZone().toZoneId();
  }
}
