package licensing.document;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import licensing.document.Document.Item;

/** What a paper says, in its own language. */
final class DocumentTexts {

  private final Document document;
  private final Locale locale;
  private final ResourceBundle words;

  DocumentTexts(Document document) {
    this.document = document;
    this.locale = Locale.forLanguageTag(document.language());
    // English where there is no other, never the machine's language.
    this.words =
        ResourceBundle.getBundle(
            "licensing.document.document",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  String say(String key, Object... arguments) {
    return new MessageFormat(words.getString(key), locale).format(arguments);
  }

  String kind() {
    String kind = say("kind." + document.kind());
    return document.isTest() ? say("test.kind", kind) : kind;
  }

  String item() {
    Item item = document.item();
    String name = say("item." + item.offer());
    return item.part() ? say("item.part", name) : name;
  }

  private String terms() {
    return say(
        "terms",
        Integer.toString(document.consent().termsVersion()),
        document.consent().textHash());
  }

  /** Of a test, in the one note that all receivers take. */
  String note() {
    return document.isTest() ? say("test") + " " + remarks() : remarks();
  }

  /** Why there is such a paper where that needs words, and what was consented to. */
  String remarks() {
    return document.debited() == null ? terms() : say("debited.why") + " " + terms();
  }

  /** As short as cards are named on pages. */
  String card() {
    return document.payment().card().replaceFirst(" ending in (\\d{4})$", " •••• $1");
  }

  String date(LocalDate date) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(date);
  }

  String amount(BigDecimal amount) {
    return number(amount, document.total().amount().scale())
        + " "
        + document.total().currency().getCurrencyCode();
  }

  String number(BigDecimal number, int decimals) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(number);
  }

  String country(String code) {
    return Locale.of("", code).getDisplayCountry(locale);
  }
}
