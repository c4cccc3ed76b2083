package licensing.reading;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import licensing.reading.Stretch.NewerThan;
import licensing.reading.Stretch.OlderThan;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads parts of a list by the keys at their edges, so that the last page costs what the first
 * does.
 *
 * @param rows a query that ends with conditions
 * @param time column by which the list is ordered
 * @param purchase column that tells apart rows of the same time
 */
record Excerpts<T>(
    JdbcClient database,
    String rows,
    String time,
    String purchase,
    RowMapper<T> reader,
    Function<T, Place> place) {

  /** A stretch that holds nothing, or not enough for a page before others, is the newest. */
  Excerpt<T> read(Stretch wanted, int size, List<?> parameters) {
    return switch (wanted) {
      case Stretch.Newest _ -> newest(size, parameters);
      case OlderThan(var place) -> {
        var found = beyond("<", "desc", place, size, parameters);
        yield found.isEmpty() ? newest(size, parameters) : excerpt(found, size, true);
      }
      case NewerThan(var place) -> {
        var found = beyond(">", "asc", place, size, parameters);
        yield found.size() > size ? inTheMiddle(found, size) : newest(size, parameters);
      }
    };
  }

  private Excerpt<T> newest(int size, List<?> parameters) {
    return excerpt(query("", "desc", size, parameters), size, false);
  }

  private List<T> beyond(String side, String direction, Place place, int size, List<?> parameters) {
    var all = new ArrayList<Object>(parameters);
    all.add(place.time().atOffset(ZoneOffset.UTC));
    all.add(place.purchase().value());
    var condition = " and (%s, %s) %s (?, ?)".formatted(time, purchase, side);
    return query(condition, direction, size, all);
  }

  /** One more than shown tells whether there are others. */
  private List<T> query(String condition, String direction, int size, List<?> parameters) {
    var order =
        " order by %s %s, %s %s limit %d".formatted(time, direction, purchase, direction, size + 1);
    return database.sql(rows + condition + order).params(parameters).query(reader).list();
  }

  private Excerpt<T> excerpt(List<T> found, int size, boolean newer) {
    var shown = found.subList(0, Math.min(size, found.size()));
    return new Excerpt<>(
        shown,
        newer ? new NewerThan(place.apply(shown.getFirst())) : null,
        found.size() > size ? new OlderThan(place.apply(shown.getLast())) : null);
  }

  private Excerpt<T> inTheMiddle(List<T> nearestFirst, int size) {
    var shown = nearestFirst.subList(0, size).reversed();
    return new Excerpt<>(
        shown,
        new NewerThan(place.apply(shown.getFirst())),
        new OlderThan(place.apply(shown.getLast())));
  }
}
