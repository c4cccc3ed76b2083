package licensing.platform.gateway;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import licensing.platform.http.BadRequest;
import licensing.platform.xml.Element;

/**
 * How one criterion of a search is judged.
 *
 * @param <C> what a search may find
 */
interface Condition<C> {

  /** The names its content may have. */
  Set<String> operators();

  boolean holds(Element criterion, C candidate);

  /**
   * A text of the candidate; what is absent is an empty one. As on the real gateway, a criterion
   * that names no text is none.
   */
  static <C> Condition<C> text(Function<C, String> text) {
    return of(
        Set.of("is", "isnot", "startswith", "endswith", "contains"),
        (criterion, candidate) ->
            criterion.children().stream()
                .allMatch(operator -> compare(operator, text.apply(candidate))));
  }

  private static boolean compare(Element operator, String value) {
    String wanted = operator.text().strip();
    if (wanted.isEmpty()) {
      return true;
    }
    return switch (operator.plainName()) {
      case "is" -> value.equals(wanted);
      case "isnot" -> !value.equals(wanted);
      case "startswith" -> value.startsWith(wanted);
      case "endswith" -> value.endsWith(wanted);
      default -> value.contains(wanted);
    };
  }

  /** A value of the candidate that has to be one of the items. */
  static <C> Condition<C> anyOf(Function<C, String> value) {
    return of(
        Set.of("item"),
        (criterion, candidate) ->
            criterion.children().stream()
                .anyMatch(item -> item.text().strip().equalsIgnoreCase(value.apply(candidate))));
  }

  /** An amount within limits. */
  static <C> Condition<C> amount(Function<C, BigDecimal> amount) {
    return range(candidate -> List.of(amount.apply(candidate)), Condition::amountLimit);
  }

  /** A moment within limits; of several, one has to be. */
  static <C> Condition<C> moments(Function<C, Collection<Instant>> moments) {
    return range(moments, Condition::momentLimit);
  }

  /** A day within limits, of which only the day counts; of several, one has to be. */
  static <C> Condition<C> days(Function<C, Collection<LocalDate>> days) {
    return range(days, limit -> LocalDate.ofInstant(momentLimit(limit), ZoneOffset.UTC));
  }

  /** Yes or no. */
  static <C> Condition<C> flag(Function<C, Boolean> flag) {
    return of(
        Set.of(),
        (criterion, candidate) ->
            Boolean.parseBoolean(criterion.text().strip()) == flag.apply(candidate));
  }

  static <C> Condition<C> of(Set<String> operators, Judge<C> judge) {
    return new Condition<>() {
      @Override
      public Set<String> operators() {
        return operators;
      }

      @Override
      public boolean holds(Element criterion, C candidate) {
        return judge.holds(criterion, candidate);
      }
    };
  }

  /** The second half of a condition. */
  @FunctionalInterface
  interface Judge<C> {
    boolean holds(Element criterion, C candidate);
  }

  private static <C, T extends Comparable<? super T>> Condition<C> range(
      Function<C, ? extends Collection<T>> values, Function<String, T> limit) {
    return of(
        Set.of("is", "min", "max"),
        (criterion, candidate) ->
            values.apply(candidate).stream()
                .anyMatch(
                    value ->
                        criterion.children().stream()
                            .allMatch(operator -> isWithin(value, operator, limit))));
  }

  private static <T extends Comparable<? super T>> boolean isWithin(
      T value, Element operator, Function<String, T> limit) {
    int order = value.compareTo(limit.apply(operator.text().strip()));
    return switch (operator.plainName()) {
      case "is" -> order == 0;
      case "min" -> order >= 0;
      default -> order <= 0;
    };
  }

  private static BigDecimal amountLimit(String text) {
    if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,4})?")) {
      throw new BadRequest("a search's amount is none");
    }
    return new BigDecimal(text);
  }

  /** As a search writes a moment. */
  static Instant momentLimit(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException malformed) {
      throw new BadRequest("a search's date is none");
    }
  }
}
