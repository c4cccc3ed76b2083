package licensing.platform.gateway;

import java.util.Map;
import java.util.Set;
import licensing.platform.xml.Element;

/**
 * What a search may ask for. What it may not is refused: ignoring it would find too much.
 *
 * @param known by the criterion's name without case, {@code -} and {@code _}
 * @param <C> what it may find
 */
record Criteria<C>(Map<String, Condition<C>> known) {

  /** A criterion this platform cannot judge. */
  static final class Unknown extends RuntimeException {
    Unknown(Element element) {
      super("\"" + element.name() + "\"", null, false, false);
    }
  }

  /** Before the search: without a candidate no condition would be looked at. */
  void requireKnown(Element criteria) {
    for (Element criterion : criteria.children()) {
      Set<String> operators = condition(criterion).operators();
      if (!criterion.children().stream().map(Element::plainName).allMatch(operators::contains)) {
        throw new Unknown(criterion);
      }
    }
  }

  boolean hold(Element criteria, C candidate) {
    return criteria.children().stream()
        .allMatch(criterion -> condition(criterion).holds(criterion, candidate));
  }

  private Condition<C> condition(Element criterion) {
    Condition<C> condition = known.get(criterion.plainName());
    if (condition == null) {
      throw new Unknown(criterion);
    }
    return condition;
  }
}
