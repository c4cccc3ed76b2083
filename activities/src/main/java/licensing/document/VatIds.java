package licensing.document;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form of VAT identifiers in the European Union, by the first two letters. Whether one is in
 * force only the tax offices know.
 */
public final class VatIds {

  private static final Map<String, Pattern> FORMS =
      Map.ofEntries(
          form("AT", "U\\d{8}"),
          form("BE", "[01]\\d{9}"),
          form("BG", "\\d{9,10}"),
          form("CY", "\\d{8}[A-Z]"),
          form("CZ", "\\d{8,10}"),
          form("DE", "\\d{9}"),
          form("DK", "\\d{8}"),
          form("EE", "\\d{9}"),
          // Greece: its identifiers do not begin with the code of the country.
          form("EL", "\\d{9}"),
          form("ES", "[A-Z]\\d{7}[A-Z]|\\d{8}[A-Z]|[A-Z]\\d{8}"),
          form("FI", "\\d{8}"),
          form("FR", "[0-9A-HJ-NP-Z]{2}\\d{9}"),
          form("HR", "\\d{11}"),
          form("HU", "\\d{8}"),
          form("IE", "\\d{7}[A-W][A-IW]?|\\d[A-Z+*]\\d{5}[A-W]"),
          form("IT", "\\d{11}"),
          form("LT", "\\d{9}|\\d{12}"),
          form("LU", "\\d{8}"),
          form("LV", "\\d{11}"),
          form("MT", "\\d{8}"),
          form("NL", "\\d{9}B\\d{2}"),
          form("PL", "\\d{10}"),
          form("PT", "\\d{9}"),
          form("RO", "\\d{2,10}"),
          form("SE", "\\d{12}"),
          form("SI", "\\d{8}"),
          form("SK", "\\d{10}"),
          // Northern Ireland, for goods.
          form("XI", "\\d{9}|\\d{12}|(GD|HA)\\d{3}"));

  /** By which list of addresses Peppol knows such an identifier. */
  private static final Map<String, String> PEPPOL_SCHEMES =
      Map.ofEntries(
          Map.entry("AT", "9914"),
          Map.entry("BE", "9925"),
          Map.entry("BG", "9926"),
          Map.entry("CY", "9928"),
          Map.entry("CZ", "9929"),
          Map.entry("DE", "9930"),
          Map.entry("EE", "9931"),
          Map.entry("EL", "9933"),
          Map.entry("ES", "9920"),
          Map.entry("FR", "9957"),
          Map.entry("HR", "9934"),
          Map.entry("HU", "9910"),
          Map.entry("IE", "9935"),
          Map.entry("LT", "9937"),
          Map.entry("LU", "9938"),
          Map.entry("LV", "9939"),
          Map.entry("MT", "9943"),
          Map.entry("NL", "9944"),
          Map.entry("PL", "9945"),
          Map.entry("PT", "9946"),
          Map.entry("RO", "9947"),
          Map.entry("SI", "9949"),
          Map.entry("SK", "9950"));

  private VatIds() {}

  private static Map.Entry<String, Pattern> form(String prefix, String digits) {
    return Map.entry(prefix, Pattern.compile(digits));
  }

  /**
   * As it is written on papers: without blanks, dots and dashes, in capitals. Empty for one that no
   * country of the union gives, or that is of another country.
   *
   * @param country ISO 3166 alpha-2, of whoever it belongs to
   */
  public static Optional<String> of(String text, String country) {
    String plain = text.replaceAll("[\\s.\\-\\u00A0]", "").toUpperCase(Locale.ROOT);
    if (plain.length() < 4 || !plain.startsWith(prefix(country))) {
      return Optional.empty();
    }
    Pattern form = FORMS.get(plain.substring(0, 2));
    return form != null && form.matcher(plain.substring(2)).matches()
        ? Optional.of(plain)
        : Optional.empty();
  }

  /** Whether the union's tax applies there. */
  public static boolean isOfUnion(@Nullable String country) {
    return country != null && FORMS.containsKey(prefix(country)) && !country.equals("XI");
  }

  private static String prefix(String country) {
    return country.equals("GR") ? "EL" : country;
  }

  /** Null where Peppol has no addresses made of them. */
  static @Nullable String peppolScheme(@Nullable String vatId) {
    return vatId == null ? null : PEPPOL_SCHEMES.get(vatId.substring(0, 2));
  }
}
