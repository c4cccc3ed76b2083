package licensing.web.support;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseStep;
import licensing.reading.search.PurchaseFilter.End;
import licensing.reading.search.PurchaseFilter.Need;
import licensing.reading.search.PurchaseFilter.Order;

/**
 * All that may be chosen of the list.
 *
 * @param longer whether purchases are longer ago than an age, or else within it
 */
record FilterOptions(
    List<Choice<Need>> needs,
    List<Choice<PurchaseStep>> steps,
    List<Choice<End>> ends,
    List<Choice<Boolean>> longer,
    List<Choice<ChronoUnit>> units,
    List<Choice<Order>> orders) {

  static final FilterOptions ALL =
      new FilterOptions(
          together(
              new Choice<>("", "support.all", null),
              new Choice<>("any", "support.attention.any", new Need(null)),
              Arrays.stream(Attention.values())
                  .map(why -> new Choice<>(why.label(), "attention." + why, new Need(why)))),
          together(
              new Choice<>("", "support.all", null),
              Arrays.stream(PurchaseStep.values())
                  // Nothing is recorded before it is subscribed to.
                  .filter(step -> step != PurchaseStep.PRESENT_TERMS)
                  .map(step -> new Choice<>(word(step), "step." + step, step))),
          together(
              new Choice<>("", "support.all", null),
              new Choice<>("open", "support.outcome.open", new End(null)),
              Arrays.stream(PurchaseOutcome.Kind.values())
                  .map(
                      kind ->
                          new Choice<>(kind.label(), "support.outcome." + kind, new End(kind)))),
          List.of(
              new Choice<>("", "support.age.longer", true),
              new Choice<>("within", "support.age.within", false)),
          List.of(
              new Choice<>("", "support.age.minutes", ChronoUnit.MINUTES),
              new Choice<>("hours", "support.age.hours", ChronoUnit.HOURS),
              new Choice<>("days", "support.age.days", ChronoUnit.DAYS)),
          List.of(
              new Choice<>("", "support.order.URGENT", Order.URGENT),
              new Choice<>("newest", "support.order.NEWEST", Order.NEWEST),
              new Choice<>("oldest", "support.order.OLDEST", Order.OLDEST)));

  private static <T> List<Choice<T>> together(Choice<T> first, Stream<Choice<T>> others) {
    return Stream.concat(Stream.of(first), others).toList();
  }

  private static <T> List<Choice<T>> together(
      Choice<T> first, Choice<T> second, Stream<Choice<T>> others) {
    return Stream.concat(Stream.of(first, second), others).toList();
  }

  private static String word(PurchaseStep step) {
    return step.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
