package licensing.web.support.list;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.search.PurchaseFilter.End;
import licensing.reading.search.PurchaseFilter.Need;
import licensing.reading.search.PurchaseFilter.Order;

/**
 * All that may be chosen of the list.
 *
 * @param longer whether purchases are longer ago than an age, or else within it
 */
record FilterOptions(
    List<FilterOption<Need>> needs,
    List<FilterOption<PurchaseStep>> steps,
    List<FilterOption<End>> ends,
    List<FilterOption<Boolean>> longer,
    List<FilterOption<ChronoUnit>> units,
    List<FilterOption<Order>> orders) {

  static final FilterOptions ALL =
      new FilterOptions(
          together(
              new FilterOption<>("", "support.all", null),
              new FilterOption<>("any", "support.attention.any", new Need(null)),
              Arrays.stream(Attention.values())
                  .map(why -> new FilterOption<>(why.label(), "attention." + why, new Need(why)))),
          together(
              new FilterOption<>("", "support.all", null),
              Arrays.stream(PurchaseStep.values())
                  // Nothing is recorded before it is subscribed to.
                  .filter(step -> step != PurchaseStep.PRESENT_TERMS)
                  .map(step -> new FilterOption<>(PurchaseList.word(step), "step." + step, step))),
          together(
              new FilterOption<>("", "support.all", null),
              new FilterOption<>("open", "support.outcome.open", new End(null)),
              Arrays.stream(PurchaseOutcome.Kind.values())
                  .map(
                      kind ->
                          new FilterOption<>(
                              kind.label(), "support.outcome." + kind, new End(kind)))),
          List.of(
              new FilterOption<>("", "support.age.longer", true),
              new FilterOption<>("within", "support.age.within", false)),
          List.of(
              new FilterOption<>("", "support.age.minutes", ChronoUnit.MINUTES),
              new FilterOption<>("hours", "support.age.hours", ChronoUnit.HOURS),
              new FilterOption<>("days", "support.age.days", ChronoUnit.DAYS)),
          List.of(
              new FilterOption<>("", "support.order.URGENT", Order.URGENT),
              new FilterOption<>("newest", "support.order.NEWEST", Order.NEWEST),
              new FilterOption<>("oldest", "support.order.OLDEST", Order.OLDEST)));

  private static <T> List<FilterOption<T>> together(
      FilterOption<T> first, Stream<FilterOption<T>> others) {
    return Stream.concat(Stream.of(first), others).toList();
  }

  private static <T> List<FilterOption<T>> together(
      FilterOption<T> first, FilterOption<T> second, Stream<FilterOption<T>> others) {
    return Stream.concat(Stream.of(first, second), others).toList();
  }
}
