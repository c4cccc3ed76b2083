package licensing.mail;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import licensing.document.Document;
import licensing.offer.Offer;
import licensing.payment.Money;

/** How mails put it in one language, for readers of plain text and of HTML. */
final class MailTexts {

  /** What could turn round or hide what follows, or end a line. */
  private static final String UNSEEN =
      "[\\p{Cntrl}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFEFF]+";

  private final Locale locale;
  private final ResourceBundle words;

  MailTexts(Locale locale) {
    this.locale = locale;
    // English where there is no other, never the machine's language.
    this.words =
        ResourceBundle.getBundle(
            "licensing.mail.mail",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * A line of a table.
   *
   * @param value on one line; of others' words nothing else is left than can be seen
   */
  record Fact(String name, String value) {
    Fact {
      value = value.replaceAll(UNSEEN, " ").strip();
    }
  }

  String say(String key, Object... arguments) {
    return new MessageFormat(words.getString(key), locale).format(arguments);
  }

  String licenses(Offer.Kind kind, int quantity) {
    return say("bought." + kind, quantity);
  }

  String kind(Document document) {
    return say("document." + document.kind());
  }

  String time(Instant time) {
    DateTimeFormatter day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
    DateTimeFormatter hour = DateTimeFormatter.ofPattern("HH:mm", locale);
    var utc = time.atOffset(ZoneOffset.UTC);
    return say("time", day.format(utc), hour.format(utc));
  }

  String amount(Money money) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    int decimals = money.amount().scale();
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(money.amount()) + " " + money.currency().getCurrencyCode();
  }

  /** As short as cards are named on pages. */
  static String card(String known) {
    return known.replaceFirst(" ending in (\\d{4})$", " •••• $1");
  }

  String plain(
      List<String> sentences, List<Fact> facts, String linkText, String link, String closing) {
    return String.join("\n\n", sentences)
        + "\n\n"
        + facts.stream()
            .map(fact -> say("line", fact.name(), fact.value()))
            .collect(Collectors.joining("\n"))
        + "\n\n%s\n%s\n\n%s\n".formatted(say("line", linkText, "").strip(), link, closing);
  }

  /** Nothing in it is fetched from anywhere, and nothing of others' words is a tag. */
  String html(
      String title,
      List<String> sentences,
      List<Fact> facts,
      String linkText,
      String link,
      String closing) {
    String text =
        sentences.stream().map(MailTexts::escaped).collect(Collectors.joining("</p>\n<p>"));
    String rows =
        facts.stream()
            .map(
                fact ->
                    """
                    <tr><th scope="row" style="text-align:left;vertical-align:top;padding:4px 16px 4px 0;font-weight:600;white-space:nowrap">%s</th>\
                    <td style="padding:4px 0;overflow-wrap:anywhere;word-break:break-word"><bdi>%s</bdi></td></tr>"""
                        .formatted(escaped(fact.name()), escaped(fact.value())))
            .collect(Collectors.joining("\n"));
    return """
        <!DOCTYPE html>
        <html lang="%s">
        <head><meta charset="UTF-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>%s</title></head>
        <body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif">
        <div role="main" style="max-width:600px;margin:0 auto">
        <h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">%s</h1>
        <p>%s</p>
        <table style="border-collapse:collapse;margin:16px 0">
        %s
        </table>
        <p><a href="%s" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#1a56db;color:#ffffff;text-decoration:none">%s</a></p>
        <p style="font-size:14px;opacity:.75">%s</p>
        </div>
        </body>
        </html>
        """
        .formatted(
            locale.toLanguageTag(),
            escaped(title),
            escaped(title),
            text,
            rows,
            escaped(link),
            escaped(linkText),
            escaped(closing));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
