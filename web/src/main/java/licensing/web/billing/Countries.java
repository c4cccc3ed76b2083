package licensing.web.billing;

import static java.util.stream.Collectors.joining;

import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The countries of a list to choose from. It is written once for each language: to sort 250 names
 * and to have a template write them takes as long as all the rest of a page.
 */
@Component
class Countries {

  private static final String OPTION = "<option value=\"%s\">%s</option>";

  private final Map<Locale, String> all = new ConcurrentHashMap<>();

  /**
   * Options as HTML, by their names in the reader's language and in its order.
   *
   * @param chosen by its code (ISO 3166); empty for none
   */
  public String options(String chosen) {
    String options = all.computeIfAbsent(LocaleContextHolder.getLocale(), Countries::written);
    // Anything else than a code is in none of them.
    String value = "value=\"" + escaped(chosen) + "\"";
    return options.replace(value, value + " selected=\"selected\"");
  }

  private static String written(Locale reader) {
    return Arrays.stream(Locale.getISOCountries())
        .map(code -> Map.entry(code, Locale.of("", code).getDisplayCountry(reader)))
        .sorted(Comparator.comparing(Map.Entry::getValue, Collator.getInstance(reader)))
        .map(each -> OPTION.formatted(each.getKey(), escaped(each.getValue())))
        .collect(joining());
  }

  /** Letters beyond ASCII stay what they are. */
  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
