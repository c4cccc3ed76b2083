package licensing.reading.search;

import static licensing.reading.search.SearchTermResolver.AFTER_ALL;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.Columns;
import licensing.db.CustomPlanQuery;
import licensing.reading.GracePeriod;
import licensing.reading.Pager.Condition;
import licensing.reading.search.LicenseFilter.Standing;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Finds out which of an organization's licenses a filter means, before any list is read. */
@Component
public final class LicenseSearch {

  /** How long before its end a license is said to expire soon. */
  public static final Duration SOON = Duration.ofDays(30);

  /** Whoever is called so and bought something: of all who are, few. */
  static final String BUYERS =
      SearchTermResolver.USERS_NAMED
          + " and exists (select from licenses where organization_id = ? and user_id = users.id)";

  /** Whoever comes upon an old key looks for the license that has another by now. */
  private static final String REPLACED =
      """
      licenses.purchase_id in (
        select replaced.purchase_id from replaced_license_keys replaced
        where replaced.key ~>=~ ? and replaced.key ~<=~ ?)""";

  private final CustomPlanQuery database;
  private final GracePeriod grace;
  private final Clock clock;

  LicenseSearch(JdbcOperations database, GracePeriod grace, Clock clock) {
    this.database = new CustomPlanQuery(database);
    this.grace = grace;
    this.clock = clock;
  }

  /** What rows of licenses must meet. */
  public Condition condition(OrganizationId organization, LicenseFilter filter) {
    return standing(filter.standing(), clock.instant()).and(named(organization, filter.words()));
  }

  private Condition standing(Standing standing, Instant now) {
    Object worked = grace.endsAfter(now).atOffset(ZoneOffset.UTC);
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

  private Condition named(OrganizationId organization, String words) {
    if (words.isEmpty()) {
      return Condition.NONE;
    }
    List<Condition> either = new ArrayList<>();
    String key = SearchTermResolver.key(words);
    if (key != null) {
      addIfAny(
          Condition.of("licenses.key ~>=~ ? and licenses.key ~<=~ ?", key, key + AFTER_ALL),
          either);
      addIfAny(Condition.of(REPLACED, key, key + AFTER_ALL), either);
    }
    String from = SearchTermResolver.first(words);
    String to = SearchTermResolver.last(words);
    if (from != null && to != null) {
      addIfAny(
          Condition.of(
              "licenses.purchase_id between cast(? as uuid) and cast(? as uuid)", from, to),
          either);
    }
    either.add(boughtBy(organization, words));
    return Condition.any(either);
  }

  /** Many a name reads like the beginning of a key: with "or" no index would have the order. */
  private void addIfAny(Condition condition, List<Condition> either) {
    boolean any =
        database
            .read(
                "select exists (select from licenses where %s)".formatted(condition.sql()),
                condition.parameters(),
                (row, index) -> row.getBoolean(1))
            .getFirst();
    if (any) {
      either.add(condition);
    }
  }

  /** By one value where there is one, whose licenses an index has in the order of the list. */
  private Condition boughtBy(OrganizationId organization, String name) {
    List<UUID> buyers =
        database.read(
            BUYERS,
            List.of(name, name + AFTER_ALL, organization.value()),
            (row, index) -> new Columns(row).uuid("id"));
    return switch (buyers.size()) {
      case 0 -> Condition.of("false");
      case 1 -> Condition.of("licenses.user_id = ?", buyers.getFirst());
      default -> Condition.of("licenses.user_id = any (?)", (Object) buyers.toArray(UUID[]::new));
    };
  }
}
