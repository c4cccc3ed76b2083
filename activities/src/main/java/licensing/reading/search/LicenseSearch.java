package licensing.reading.search;

import static licensing.reading.search.SearchTermResolver.AFTER_ALL;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import licensing.buyer.Buyer.OrganizationId;
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

  /** Of more, all that the organization has are looked at, one after the other. */
  private static final int MANY = 5000;

  private static final String NAMED = "lower(name) ~>=~ lower(?) and lower(name) ~<~ lower(?)";

  private static final String THEIRS =
      "organization_id = ? and user_id in (select id from users where %s)".formatted(NAMED);

  static final String BOUGHT =
      "select count(*) from (select from purchases where %s limit %d) theirs"
          .formatted(THEIRS, MANY + 1);

  /**
   * Found by themselves, in whatever place of the list they are. As an array, since PostgreSQL
   * expects few of one that it does not know yet, and many of what it joins.
   */
  private static final String ONE_OF =
      "licenses.purchase_id = any (array(select id from purchases where %s))".formatted(THEIRS);

  /**
   * A value of each license and no join: the list keeps its order, and whatever is not theirs, as
   * all of the newest may be, is passed over without a look at its purchase.
   */
  private static final String AMONG_MANY =
      "(exists (select from purchases where id = licenses.purchase_id and %s) is true)"
          .formatted(THEIRS);

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
      either.add(Condition.of("licenses.key ~>=~ ? and licenses.key ~<=~ ?", key, key + AFTER_ALL));
    }
    String from = SearchTermResolver.first(words);
    String to = SearchTermResolver.last(words);
    if (from != null && to != null) {
      either.add(
          Condition.of(
              "licenses.purchase_id between cast(? as uuid) and cast(? as uuid)", from, to));
    }
    either.add(boughtBy(organization, words));
    return Condition.any(either);
  }

  /** Joined with the licenses, nobody's few would be looked for in all that others bought. */
  private Condition boughtBy(OrganizationId organization, String name) {
    List<Object> theirs = List.of(organization.value(), name, name + AFTER_ALL);
    int bought = database.read(BOUGHT, theirs, (row, index) -> row.getInt(1)).getFirst();
    if (bought == 0) {
      return Condition.of("false");
    }
    return new Condition(bought > MANY ? AMONG_MANY : ONE_OF, theirs);
  }
}
