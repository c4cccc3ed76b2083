package licensing.reading.search;

import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.Pager.Condition;
import licensing.reading.search.PurchaseFilter.Age;
import licensing.reading.search.PurchaseFilter.End;
import licensing.reading.search.PurchaseFilter.Need;
import org.jspecify.annotations.Nullable;

/** What the filters ask of the rows of purchases. */
final class FilterSql {

  private FilterSql() {}

  static Condition conditions(PurchaseFilter filter) {
    return need(filter.need())
        .and(step(filter.step()))
        .and(end(filter.end()))
        .and(age(filter.age()));
  }

  private static Condition need(@Nullable Need need) {
    if (need == null) {
      return Condition.NONE;
    }
    return need.why() == null
        ? Condition.of("attention is not null")
        // What fails may stand behind what lasts.
        : Condition.of("attention is not null and ? in (attention, trouble)", need.why().label());
  }

  /** Every step but the last is of an open purchase: said so, since those have an index. */
  private static Condition step(@Nullable PurchaseStep step) {
    if (step == null) {
      return Condition.NONE;
    }
    return step == PurchaseStep.ENDED
        ? Condition.of("outcome is not null")
        : Condition.of("outcome is null and step = ?", step.name());
  }

  private static Condition end(@Nullable End end) {
    if (end == null) {
      return Condition.NONE;
    }
    return end.outcome() == null
        ? Condition.of("outcome is null")
        : Condition.of("outcome = ?", end.outcome().name());
  }

  private static Condition age(@Nullable Age age) {
    if (age == null) {
      return Condition.NONE;
    }
    return Condition.of(
        "subscribed_at %s now() - make_interval(secs => ?)".formatted(age.longer() ? "<" : ">="),
        age.than().toSeconds());
  }
}
