package licensing.license;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;

/** The right to use what was bought. A purchase has at most one, for its whole quantity. */
public record License(
    Key key, PurchaseId purchase, Offer.Kind kind, int quantity, boolean autoRenew, Period period) {

  /** What names a license towards its users. */
  public record Key(@JsonValue String value) {}

  /**
   * When a license is valid.
   *
   * @param end exclusive
   */
  public record Period(Instant start, Instant end) {

    public Period {
      if (!end.isAfter(start)) {
        throw new IllegalArgumentException("a period ends after its start: " + start + ", " + end);
      }
    }

    /** Days of 24 hours, so that no clock change makes a period shorter than it was sold. */
    public static Period starting(Instant start, int days) {
      return new Period(start, start.plus(Duration.ofDays(days)));
    }

    public boolean contains(Instant time) {
      return !time.isBefore(start) && time.isBefore(end);
    }
  }
}
