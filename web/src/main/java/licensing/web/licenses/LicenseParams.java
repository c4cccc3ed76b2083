package licensing.web.licenses;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import licensing.reading.OwnedLicenses.Order;
import licensing.reading.search.LicenseFilter;
import licensing.reading.search.LicenseFilter.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a list of licenses is asked, as its address has it: what is not known there is left out.
 *
 * @param q words to look for
 * @param state as a {@link Standing} is called, in lower case
 * @param order as an {@link Order} is called, in lower case
 */
record LicenseParams(@Nullable String q, @Nullable String state, @Nullable String order) {

  private static final int LONGEST = 200;

  LicenseFilter filter() {
    return new LicenseFilter(
        words(),
        known(Standing.class, state).orElse(Standing.ANY),
        known(Order.class, order).orElse(Order.NEWEST));
  }

  /** An address with the same question. */
  UriComponentsBuilder onTo(String path) {
    LicenseFilter filter = filter();
    return UriComponentsBuilder.fromPath(path)
        .queryParamIfPresent(
            "q", Optional.of(filter.words()).filter(Predicate.not(String::isEmpty)))
        .queryParamIfPresent("state", known(Standing.class, state).map(LicenseParams::word))
        .queryParamIfPresent("order", known(Order.class, order).map(LicenseParams::word));
  }

  private String words() {
    String words = q == null ? "" : q.strip();
    return words.substring(0, Math.min(LONGEST, words.length())).replace("\0", "");
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> Optional<E> known(Class<E> type, @Nullable String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> word(each).equals(word))
        .findFirst();
  }
}
