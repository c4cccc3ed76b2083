package licensing.reading.search;

import java.util.ArrayList;
import java.util.List;
import licensing.reading.search.Part.After;
import licensing.reading.search.Part.Before;
import licensing.reading.search.Part.Spot;

/**
 * Reads parts of a list that has several sections.
 *
 * @param size of a part
 */
record Leafing(List<Section> sections, int size, Rows rows) {

  /** The first rows of a section, in its order. */
  @FunctionalInterface
  interface Rows {
    List<FoundPurchase> of(Section section, int most);
  }

  /** A part that holds nothing, or not enough to stand before others, is the first. */
  Findings read(Part part) {
    return switch (part) {
      case After(var spot) when isInList(spot) -> {
        var found = walk(after(spot));
        yield found.isEmpty() ? first() : findings(found, true);
      }
      case Before(var spot) when isInList(spot) -> {
        var found = walk(before(spot));
        yield found.size() > size ? inTheMiddle(found) : first();
      }
      case Part.First _, After _, Before _ -> first();
    };
  }

  private boolean isInList(Spot spot) {
    return spot.section() < sections.size();
  }

  private Findings first() {
    return findings(walk(sections), false);
  }

  private List<Section> after(Spot spot) {
    var rest = new ArrayList<>(sections.subList(spot.section(), sections.size()));
    rest.set(0, rest.getFirst().beyond(spot.place()));
    return rest;
  }

  /** The nearest first. */
  private List<Section> before(Spot spot) {
    var rest = new ArrayList<Section>();
    sections.subList(0, spot.section() + 1).reversed().forEach(it -> rest.add(it.reversed()));
    rest.set(0, rest.getFirst().beyond(spot.place()));
    return rest;
  }

  /** One more than shown tells whether there are others. */
  private List<FoundPurchase> walk(List<Section> way) {
    var found = new ArrayList<FoundPurchase>();
    for (Section section : way) {
      if (found.size() <= size) {
        found.addAll(rows.of(section, size + 1 - found.size()));
      }
    }
    return found;
  }

  private Findings findings(List<FoundPurchase> found, boolean before) {
    var shown = found.subList(0, Math.min(size, found.size()));
    return new Findings(
        shown,
        before ? new Before(spot(shown.getFirst())) : null,
        found.size() > size ? new After(spot(shown.getLast())) : null);
  }

  private Findings inTheMiddle(List<FoundPurchase> nearestFirst) {
    var shown = nearestFirst.subList(0, size).reversed();
    return new Findings(
        shown, new Before(spot(shown.getFirst())), new After(spot(shown.getLast())));
  }

  private Spot spot(FoundPurchase found) {
    int section = sections.size() > 1 && found.attention() == null ? 1 : 0;
    return new Spot(section, found.purchase().place());
  }
}
