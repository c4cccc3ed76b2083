package licensing.reading.search;

import static licensing.reading.search.SearchTermResolver.AFTER_ALL;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import licensing.reading.OwnedLicenses.Order;
import licensing.reading.Pager.Condition;

/**
 * Which of an organization's licenses are listed, and in which order.
 *
 * @param words the beginning of a key, of an order's number or of a buyer's name; empty for all
 */
public record LicenseFilter(String words, Standing standing, Order order) {

  /** How long before its end a license is said to expire soon. */
  public static final Duration SOON = Duration.ofDays(30);

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

  /**
   * What rows of licenses, their purchases and buyers must meet.
   *
   * @param grace how long a license works after its end
   */
  public Condition condition(Instant now, Duration grace) {
    return standing(now, now.minus(grace).atOffset(ZoneOffset.UTC)).and(named());
  }

  /**
   * @param worked what ends after it works
   */
  private Condition standing(Instant now, Object worked) {
    return switch (standing) {
      case ANY -> Condition.NONE;
      case ACTIVE -> Condition.of("suspended_at is null and ends_at > ?", worked);
      case EXPIRING ->
          Condition.of(
              "suspended_at is null and ends_at > ? and ends_at <= ?",
              worked,
              now.plus(SOON).atOffset(ZoneOffset.UTC));
      case EXPIRED -> Condition.of("suspended_at is null and ends_at <= ?", worked);
      case SUSPENDED -> Condition.of("suspended_at is not null");
    };
  }

  /** What can be a key or a number is looked for as such: that is read by an index. */
  private Condition named() {
    if (words.isEmpty()) {
      return Condition.NONE;
    }
    List<Condition> either = new ArrayList<>();
    String key = SearchTermResolver.key(words);
    if (key != null) {
      either.add(Condition.of("licenses.key ~>=~ ? and licenses.key ~<=~ ?", key, key + AFTER_ALL));
    }
    String from = SearchTermResolver.first(words);
    String to = SearchTermResolver.last(words);
    if (from != null && to != null) {
      either.add(
          Condition.of(
              "licenses.purchase_id between cast(? as uuid) and cast(? as uuid)", from, to));
    }
    if (either.isEmpty()) {
      either.add(
          Condition.of(
              "lower(users.name) ~>=~ lower(?) and lower(users.name) ~<~ lower(?)",
              words,
              words + AFTER_ALL));
    }
    return Condition.any(either);
  }
}
