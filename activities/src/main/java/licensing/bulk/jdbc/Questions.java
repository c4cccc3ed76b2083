package licensing.bulk.jdbc;

import licensing.bulk.BulkQuestion;
import licensing.reading.search.PurchaseFilter;
import licensing.reading.search.PurchaseFilter.Age;
import licensing.reading.search.PurchaseFilter.End;
import licensing.reading.search.PurchaseFilter.Need;
import licensing.reading.search.PurchaseFilter.Order;
import org.jspecify.annotations.Nullable;

/** What a run was decided about, as the list is asked. */
final class Questions {

  private Questions() {}

  static PurchaseFilter of(BulkQuestion question) {
    return new PurchaseFilter(
        question.words(),
        question.needingPerson() ? new Need(question.attention()) : null,
        question.step(),
        end(question),
        age(question),
        Order.OLDEST);
  }

  private static @Nullable End end(BulkQuestion question) {
    return question.open() || question.outcome() != null ? new End(question.outcome()) : null;
  }

  private static @Nullable Age age(BulkQuestion question) {
    if (question.longerAgo() != null) {
      return new Age(true, question.longerAgo());
    }
    return question.within() == null ? null : new Age(false, question.within());
  }
}
