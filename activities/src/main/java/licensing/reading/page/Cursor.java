package licensing.reading.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import licensing.purchase.PurchaseId;

/**
 * Where a page of a list begins, or ends. It names the entry that the page borders on, so that what
 * is added meanwhile moves nothing.
 *
 * @param section of the list in which the entry stood, from 0: it may have left the section since
 * @param purchase tells apart what happened at the same time
 */
public record Cursor(Side side, int section, Instant time, PurchaseId purchase) {

  private static final Pattern TEXT =
      Pattern.compile(
          "(after|before)-([01])-(\\d{1,16})"
              + "-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

  /** On which side of the entry the page is. */
  public enum Side {
    AFTER,
    BEFORE
  }

  public static Cursor after(int section, Instant time, PurchaseId purchase) {
    return new Cursor(Side.AFTER, section, time, purchase);
  }

  /**
   * From its {@link #toString text}.
   *
   * @throws IllegalArgumentException for what is none
   */
  public static Cursor parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a cursor");
    }
    return new Cursor(
        Side.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
        Integer.parseInt(parts.group(2)),
        Instant.EPOCH.plus(Long.parseLong(parts.group(3)), ChronoUnit.MICROS),
        PurchaseId.of(parts.group(4)));
  }

  Cursor before() {
    return new Cursor(Side.BEFORE, section, time, purchase);
  }

  /**
   * As addresses have it: "after-0-1772359201000000-" and a purchase's id. The time is in
   * microseconds, as PostgreSQL keeps times.
   */
  @Override
  public String toString() {
    return "%s-%d-%d-%s"
        .formatted(
            side.name().toLowerCase(Locale.ROOT),
            section,
            ChronoUnit.MICROS.between(Instant.EPOCH, time),
            purchase);
  }
}
