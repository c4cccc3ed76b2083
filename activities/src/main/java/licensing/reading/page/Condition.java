package licensing.reading.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rows must meet.
 *
 * @param sql with a question mark for each parameter
 */
public record Condition(String sql, List<Object> parameters) {

  public static final Condition NONE = new Condition("true", List.of());

  public static Condition of(String sql, Object... parameters) {
    return new Condition(sql, List.of(parameters));
  }

  public Condition and(Condition other) {
    return new Condition(sql + " and " + other.sql, together(parameters, other.parameters));
  }

  /** At least one of them. */
  public static Condition any(List<Condition> conditions) {
    return conditions.stream()
        .reduce(
            (one, other) ->
                new Condition(
                    one.sql + " or " + other.sql, together(one.parameters, other.parameters)))
        .map(either -> new Condition("(" + either.sql + ")", either.parameters))
        .orElse(new Condition("false", List.of()));
  }

  private static List<Object> together(List<Object> some, List<Object> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toList());
  }
}
