package licensing.web.billing;

import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import licensing.document.Document;
import licensing.reading.search.DocumentFilter;
import licensing.reading.search.DocumentFilter.Within;
import licensing.web.support.list.ListParams;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the list of documents is asked, as its address has it: what is not known there is left out.
 *
 * @param q words to look for
 * @param kind as a {@link Document.Kind} is called, in lower case
 * @param within a year or a month, such as "2026" or "2026-11"
 * @param order "oldest", else the newest come first
 */
record DocumentParams(
    @Nullable String q, @Nullable String kind, @Nullable String within, @Nullable String order) {

  private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final String OLDEST = "oldest";

  DocumentFilter filter() {
    return new DocumentFilter(
        ListParams.words(q), ListParams.known(Document.Kind.class, kind).orElse(null), days());
  }

  boolean isNewestFirst() {
    return !OLDEST.equals(order);
  }

  private @Nullable Within days() {
    if (within != null && MONTH.matcher(within).matches()) {
      YearMonth month = YearMonth.parse(within);
      return new Within(month.atDay(1), month.plusMonths(1).atDay(1));
    }
    return within != null && YEAR.matcher(within).matches() ? year(Year.parse(within)) : null;
  }

  static Within year(Year year) {
    return new Within(year.atDay(1), year.plusYears(1).atDay(1));
  }

  /** As a file of what is asked is called. */
  String file() {
    return days() == null ? "documents" : "documents-" + within;
  }

  /** An address with the same question. */
  UriComponentsBuilder onTo(String path) {
    DocumentFilter filter = filter();
    return UriComponentsBuilder.fromPath(path)
        .queryParamIfPresent(
            "q", Optional.of(filter.words()).filter(Predicate.not(String::isEmpty)))
        .queryParamIfPresent("kind", Optional.ofNullable(filter.kind()).map(ListParams::word))
        .queryParamIfPresent("within", Optional.ofNullable(within).filter(it -> days() != null))
        .queryParamIfPresent("order", Optional.ofNullable(order).filter(OLDEST::equals));
  }
}
