package licensing.reading.search;

import static licensing.reading.search.SearchTermResolver.AFTER_ALL;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import licensing.document.Document.Kind;
import licensing.document.Documents;
import licensing.reading.Pager.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Which of an organization's documents are listed. What is null is not asked.
 *
 * @param words the beginning of a number, of an order's id or of the buyer's own number for it;
 *     empty for all
 */
public record DocumentFilter(String words, @Nullable Kind kind, @Nullable Within within) {

  /**
   * Days on which they were written, in UTC.
   *
   * @param until exclusive
   */
  public record Within(LocalDate from, LocalDate until) {}

  /** Whether more than words is asked. */
  public boolean isFiltered() {
    return kind != null || within != null;
  }

  /** Whether it leaves any out. */
  public boolean isNarrowed() {
    return !words.isEmpty() || isFiltered();
  }

  /** What rows of documents must meet. */
  public Condition condition() {
    return ofKind().and(written()).and(numbered());
  }

  private Condition ofKind() {
    return kind == null ? Condition.NONE : Condition.of(Documents.KIND + " = ?", kind.name());
  }

  private Condition written() {
    return within == null
        ? Condition.NONE
        : Condition.of(
            "written_at >= ? and written_at < ?",
            within.from().atStartOfDay().atOffset(ZoneOffset.UTC),
            within.until().atStartOfDay().atOffset(ZoneOffset.UTC));
  }

  private Condition numbered() {
    if (words.isEmpty()) {
      return Condition.NONE;
    }
    List<Condition> either = new ArrayList<>();
    either.add(
        Condition.of(
            "documents.number ~>=~ upper(?) and documents.number ~<~ upper(?)", words, beyond()));
    either.add(
        Condition.of(
            "lower(content::jsonb ->> 'orderNumber') ~>=~ lower(?)"
                + " and lower(content::jsonb ->> 'orderNumber') ~<~ lower(?)",
            words,
            beyond()));
    String from = SearchTermResolver.first(words);
    String to = SearchTermResolver.last(words);
    if (from != null && to != null) {
      either.add(Condition.of("purchase_id between cast(? as uuid) and cast(? as uuid)", from, to));
    }
    return Condition.any(either);
  }

  private String beyond() {
    return words + AFTER_ALL;
  }
}
