package licensing.reading.page;

import java.time.ZoneOffset;
import java.util.List;

/**
 * A section of a list, all of it in one order of time.
 *
 * @param rows which are in it
 * @param time column by which it is ordered
 * @param purchase column that tells apart rows of the same time
 */
public record Section(Condition rows, String time, String purchase, boolean newestFirst) {

  /** Its first rows, as the end of a query that has said what is read and from where. */
  public String clauses(int most) {
    return " where " + rows.sql() + orderBy() + " limit " + most;
  }

  /** Of the clauses. */
  public List<Object> parameters() {
    return rows.parameters();
  }

  public String orderBy() {
    String direction = newestFirst ? "desc" : "asc";
    return " order by %s %s, %s %s".formatted(time, direction, purchase, direction);
  }

  Section reversed() {
    return new Section(rows, time, purchase, !newestFirst);
  }

  /** Without what stands before the entry, and without the entry. */
  Section beyond(Cursor entry) {
    return new Section(
        rows.and(
            Condition.of(
                "(%s, %s) %s (?, ?)".formatted(time, purchase, newestFirst ? "<" : ">"),
                entry.time().atOffset(ZoneOffset.UTC),
                entry.purchase().value())),
        time,
        purchase,
        newestFirst);
  }
}
