package licensing.web.paging;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import licensing.purchase.PurchaseId;
import licensing.reading.Place;

/** A place in an address: "1772359201000000-" and a purchase's id. */
public final class PlaceName {

  /** With a group for the time and one for the purchase. */
  public static final String FORM =
      "(\\d{1,16})-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";

  private PlaceName() {}

  /** In microseconds, as PostgreSQL keeps times. */
  public static String of(Place place) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, place.time())
        + "-"
        + place.purchase().toString();
  }

  /** From the groups of the form. */
  public static Place place(String time, String purchase) {
    return new Place(
        Instant.EPOCH.plus(Long.parseLong(time), ChronoUnit.MICROS), PurchaseId.of(purchase));
  }
}
