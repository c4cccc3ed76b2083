package licensing.web.licenses;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.purchase.PurchaseId;
import licensing.reading.Place;
import licensing.reading.Stretch;

/** Parts of lists as addresses name them: "older-1772359201000000-" and a purchase's id. */
final class PlaceText {

  private static final Pattern FORM =
      Pattern.compile(
          "(older|newer)-(\\d{1,16})-"
              + "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

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
      case Stretch.OlderThan(var place) -> "older-" + text(place);
      case Stretch.NewerThan(var place) -> "newer-" + text(place);
    };
  }

  private static Stretch stretch(Matcher parts) {
    Instant time = Instant.EPOCH.plus(Long.parseLong(parts.group(2)), ChronoUnit.MICROS);
    Place place = new Place(time, new PurchaseId(parts.group(3)));
    return parts.group(1).equals("older")
        ? new Stretch.OlderThan(place)
        : new Stretch.NewerThan(place);
  }

  /** In microseconds, as PostgreSQL keeps times. */
  private static String text(Place place) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, place.time()) + "-" + place.purchase().value();
  }
}
