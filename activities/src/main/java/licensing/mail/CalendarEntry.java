package licensing.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import licensing.mail.Mails.Due;

/** The end of a license as an event of a calendar (RFC 5545), with two reminders. */
final class CalendarEntry {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Octets of a line, the line's end not counted. */
  private static final int LONGEST = 75;

  private CalendarEntry() {}

  /**
   * @param host of the console, which makes its identity one of the whole world: the mail that is
   *     sent again replaces it
   */
  static String of(Due mail, String host, Instant end, String summary, String link) {
    return Stream.of(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//License purchase//EN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "UID:license-" + mail.purchase() + "@" + host,
            "DTSTAMP:" + TIME.format(mail.madeAt()),
            "DTSTART:" + TIME.format(end),
            "SUMMARY:" + escaped(summary),
            "URL:" + link,
            "TRANSP:TRANSPARENT",
            reminder("-P30D", summary),
            reminder("-P7D", summary),
            "END:VEVENT",
            "END:VCALENDAR")
        .flatMap(String::lines)
        .map(CalendarEntry::folded)
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String reminder(String before, String summary) {
    return """
        BEGIN:VALARM
        ACTION:DISPLAY
        DESCRIPTION:%s
        TRIGGER:%s
        END:VALARM\
        """
        .formatted(escaped(summary), before);
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\;,])", "\\\\$1");
  }

  /** No letter is cut in two. */
  private static String folded(String line) {
    StringBuilder folded = new StringBuilder();
    int length = 0;
    for (int point : line.codePoints().toArray()) {
      String letter = Character.toString(point);
      int octets = letter.getBytes(StandardCharsets.UTF_8).length;
      if (length + octets > LONGEST) {
        folded.append("\r\n ");
        length = 1;
      }
      folded.append(letter);
      length += octets;
    }
    return folded.toString();
  }
}
