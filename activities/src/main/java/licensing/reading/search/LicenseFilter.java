package licensing.reading.search;

import licensing.reading.OwnedLicenses.Order;

/**
 * Which of an organization's licenses are listed, and in which order.
 *
 * @param words the beginning of a key, of an order's number or of a buyer's name; empty for all
 */
public record LicenseFilter(String words, Standing standing, Order order) {

  /** What is asked of a license's state. */
  public enum Standing {
    ANY,
    ACTIVE,
    EXPIRING,
    EXPIRED,
    SUSPENDED
  }

  /** Whether more than words is asked. */
  public boolean isFiltered() {
    return standing != Standing.ANY || order != Order.NEWEST;
  }

  /** Whether it leaves any out. */
  public boolean isNarrowed() {
    return !words.isEmpty() || standing != Standing.ANY;
  }
}
