package licensing.reading.search;

import java.time.ZoneOffset;
import java.util.List;
import licensing.reading.Place;

/**
 * A section of a list, all of it in one order of time.
 *
 * @param rows which are in it
 */
record Section(Condition rows, boolean newestFirst) {

  private static final Condition NEED_A_PERSON = Condition.of("attention is not null");
  private static final Condition NEED_NOBODY = Condition.of("attention is null");

  static List<Section> of(Question question) {
    return switch (question.order()) {
      case NEWEST -> List.of(new Section(Condition.NONE, true));
      case OLDEST -> List.of(new Section(Condition.NONE, false));
      case URGENT ->
          question.need() == null
              ? List.of(new Section(NEED_A_PERSON, false), new Section(NEED_NOBODY, true))
              : List.of(new Section(NEED_A_PERSON, false));
    };
  }

  Section reversed() {
    return new Section(rows, !newestFirst);
  }

  /** The section without what stands before the place, and without what stands there. */
  Section beyond(Place place) {
    return new Section(
        rows.and(
            Condition.of(
                "(subscribed_at, id) %s (?, ?)".formatted(newestFirst ? "<" : ">"),
                place.time().atOffset(ZoneOffset.UTC),
                place.purchase().value())),
        newestFirst);
  }

  /** Of the columns that its rows are ordered by. */
  String order() {
    String direction = newestFirst ? "desc" : "asc";
    return " order by subscribed_at %s, id %s".formatted(direction, direction);
  }
}
