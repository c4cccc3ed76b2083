package licensing.web.licenses;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.reading.Place;
import licensing.reading.Stretch;
import licensing.web.paging.PlaceName;

/** Parts of lists as addresses name them: "older-1772359201000000-" and a purchase's id. */
final class PlaceText {

  private static final Pattern FORM = Pattern.compile("(older|newer)-" + PlaceName.FORM);

  private PlaceText() {}

  /** Nothing is where the list begins; empty for what no page of ours leads to. */
  static Optional<Stretch> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new Stretch.Newest());
    }
    Matcher parts = FORM.matcher(text);
    return parts.matches() ? Optional.of(stretch(parts)) : Optional.empty();
  }

  static String of(Stretch part) {
    return switch (part) {
      case Stretch.Newest _ -> "";
      case Stretch.OlderThan(var place) -> "older-" + PlaceName.of(place);
      case Stretch.NewerThan(var place) -> "newer-" + PlaceName.of(place);
    };
  }

  private static Stretch stretch(Matcher parts) {
    Place place = PlaceName.place(parts.group(2), parts.group(3));
    return parts.group(1).equals("older")
        ? new Stretch.OlderThan(place)
        : new Stretch.NewerThan(place);
  }
}
