package licensing.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.Columns;
import licensing.db.CustomPlanQuery;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import licensing.reading.Pager.Condition;
import licensing.reading.Pager.Cursor;
import licensing.reading.Pager.Page;
import licensing.reading.Pager.Section;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every license an organization ever bought. One reader, so that the console's pages never disagree
 * on which are active.
 */
@Component
public final class OwnedLicenses {

  private static final String ROWS =
      """
      select licenses.key as license_key, licenses.kind as license_kind,
        licenses.quantity as license_quantity, licenses.auto_renew as license_auto_renew, machines,
        licenses.purchase_id, starts_at, ends_at, suspended_at, users.name as bought_by,
        purchases.currency, purchases.test, gone.sent_back
      from licenses
      join purchases on purchases.id = licenses.purchase_id
      join users on users.id = licenses.user_id
      left join lateral (
        select sent_back from money_gone
        where money_gone.purchase_id = licenses.purchase_id) gone on true
      """;

  private static final String OWNED = "licenses.organization_id = ? and licenses.kind = ? ";

  /**
   * As {@link GracePeriod#state} has it; the many that are over are not read at every view of a
   * page.
   */
  private static final String ACTIVE = "and suspended_at is null and ends_at > ? ";

  /** The platform's clock counts seconds, and two licenses may start within one. */
  private static final String BOUGHT_LAST =
      "order by starts_at desc, purchases.subscribed_at desc ";

  /** Which, before what is read of each: that is answered by an index alone. */
  private static final String CHOSEN =
      "where licenses.purchase_id = any (array(select licenses.purchase_id from licenses%s))";

  /**
   * Each month is a range of an index. A license that is suspended is over for as long as it is;
   * few are.
   */
  private static final String MONTHS =
      """
      with months as (
        select month at time zone 'UTC' as begins,
          (month + interval '1 month') at time zone 'UTC' as ends
        from (
          select min(starts_at) at time zone 'UTC' as first, max(ends_at) at time zone 'UTC' as last
          from licenses where organization_id = :organization and kind = :kind) owned
        cross join generate_series(date_trunc('month', first), last, interval '1 month') month)
      select to_char(begins at time zone 'UTC', 'YYYY-MM') as month,
        sum(begun) as begun, sum(ended) as ended, sum(expiring) as expiring
      from (
        select begins, coalesce(started.quantity, 0) as begun, coalesce(over.ended, 0) as ended,
          coalesce(over.expiring, 0) as expiring
        from months
        cross join lateral (
          select sum(quantity) as quantity from licenses
          where organization_id = :organization and kind = :kind
            and starts_at >= begins and starts_at < ends) started
        cross join lateral (
          select sum(quantity) filter (where ends_at <= :now) as ended,
            sum(quantity) filter (where ends_at > :now) as expiring
          from licenses
          where organization_id = :organization and kind = :kind and suspended_at is null
            and ends_at >= begins and ends_at < ends) over
        union all
        select date_trunc('month', least(ends_at, suspended_at), 'UTC'), 0, quantity, 0
        from licenses
        where organization_id = :organization and kind = :kind and suspended_at is not null) moved
      group by begins having sum(begun) + sum(ended) + sum(expiring) > 0 order by begins
      """;

  private final JdbcClient database;
  private final CustomPlanQuery customPlan;
  private final GracePeriod grace;
  private final Clock clock;

  OwnedLicenses(JdbcClient database, JdbcOperations operations, GracePeriod grace, Clock clock) {
    this.database = database;
    this.customPlan = new CustomPlanQuery(operations);
    this.grace = grace;
    this.clock = clock;
  }

  /** How long a license works after its end. */
  public Duration grace() {
    return grace.length();
  }

  /**
   * By their start, at most that many.
   *
   * @param from null for the page with the newest
   */
  public Page<OwnedLicense> of(
      OrganizationId organization, Offer.Kind kind, @Nullable Cursor from, int size) {
    return find(organization, kind, Condition.NONE, Order.NEWEST, from, size);
  }

  /**
   * Those that also meet the condition, at most that many.
   *
   * @param from null for the first page
   */
  public Page<OwnedLicense> find(
      OrganizationId organization,
      Offer.Kind kind,
      Condition condition,
      Order order,
      @Nullable Cursor from,
      int size) {
    return read(
        Condition.of(OWNED, organization.value(), kind.name()).and(condition), order, from, size);
  }

  /** Of every kind, by their start. */
  public Page<OwnedLicense> of(OrganizationId organization, @Nullable Cursor from, int size) {
    Condition owned = Condition.of("licenses.organization_id = ?", organization.value());
    return read(owned, Order.NEWEST, from, size);
  }

  private Page<OwnedLicense> read(Condition owned, Order order, @Nullable Cursor from, int size) {
    boolean newest = order == Order.NEWEST;
    var reader = reader();
    return new Pager<OwnedLicense>(
            List.of(
                new Section(
                    owned, newest ? "starts_at" : "ends_at", "licenses.purchase_id", newest)),
            (section, most) ->
                customPlan.read(
                    ROWS + CHOSEN.formatted(section.clauses(most)) + section.orderBy(),
                    section.parameters(),
                    reader),
            found -> {
              License.Period period = found.license().period();
              Instant time = newest ? period.start() : period.end();
              return Cursor.after(0, time, found.license().purchase());
            })
        .read(from, size);
  }

  /** How many began to be valid, ceased to be, and will, in each month in which any do. */
  public List<Month> months(OrganizationId organization, Offer.Kind kind) {
    return database
        .sql(MONTHS)
        .param("organization", organization.value())
        .param("kind", kind.name())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(
            (row, index) ->
                new Month(
                    YearMonth.parse(row.getString("month")),
                    row.getLong("begun"),
                    row.getLong("ended"),
                    row.getLong("expiring")))
        .list();
  }

  /** That of a purchase, for its own organization. */
  public Optional<OwnedLicense> of(PurchaseId purchase, OrganizationId organization) {
    return database
        .sql(ROWS + "where licenses.purchase_id = ? and licenses.organization_id = ?")
        .params(purchase.value(), organization.value())
        .query(reader())
        .optional();
  }

  /** The one that started last, whatever became of it. */
  public Optional<OwnedLicense> latest(OrganizationId organization, Offer.Kind kind) {
    return database
        .sql(ROWS + "where " + OWNED + BOUGHT_LAST + "limit 1")
        .params(organization.value(), kind.name())
        .query(reader())
        .optional();
  }

  /**
   * The one answer to "may they use the feature": licenses that work at this moment, neither
   * expired for longer than the grace period nor suspended; the newest first, at most that many.
   */
  public List<OwnedLicense> active(OrganizationId organization, Offer.Kind kind, int most) {
    return database
        .sql(ROWS + "where " + OWNED + ACTIVE + BOUGHT_LAST + "limit ?")
        .params(organization.value(), kind.name(), stillWorking(), most)
        .query(reader())
        .list();
  }

  /** What ends after it works, unless it is suspended. */
  private OffsetDateTime stillWorking() {
    return grace.endsAfter(clock.instant()).atOffset(ZoneOffset.UTC);
  }

  /** Of how many the organization has the use at this moment. */
  public int activeQuantity(OrganizationId organization, Offer.Kind kind) {
    return database
        .sql("select coalesce(sum(quantity), 0) from licenses where " + OWNED + ACTIVE)
        .params(organization.value(), kind.name(), stillWorking())
        .query(Integer.class)
        .single();
  }

  /** All rows of a list are judged at one moment. */
  private RowMapper<OwnedLicense> reader() {
    Instant now = clock.instant();
    return (row, index) -> owned(row, now);
  }

  private OwnedLicense owned(ResultSet row, Instant now) throws SQLException {
    Columns columns = new Columns(row);
    License license = columns.license();
    boolean suspended = columns.instantOrNull("suspended_at") != null;
    return new OwnedLicense(
        license,
        grace.state(license.period().end(), suspended, now),
        columns.text("bought_by"),
        row.getInt("machines"),
        columns.moneyOrNull("sent_back"),
        row.getBoolean("test"));
  }

  /**
   * A license as its owners see it.
   *
   * @param boughtBy login name of the buyer
   * @param machines on how many it is activated
   * @param sentBack how much of its money was sent back since; null for nothing
   * @param test whether its purchase is a test
   */
  public record OwnedLicense(
      License license,
      State state,
      String boughtBy,
      int machines,
      @Nullable Money sentBack,
      boolean test) {}

  /** By what a list is ordered. */
  public enum Order {
    /** Those that were bought last come first. */
    NEWEST,
    /** Those that expired first come first, and then those that will. */
    ENDING
  }

  /**
   * What became of quantities within a month.
   *
   * @param month in UTC
   * @param begun licenses that began to be valid
   * @param ended licenses that have expired, or were suspended
   * @param expiring licenses that are valid, and expire then
   */
  public record Month(YearMonth month, long begun, long ended, long expiring) {}

  /** The state at this moment: expired is computed from the date, never waited for. */
  public enum State {
    ACTIVE,
    /** Over, and still working for some days: see {@link GracePeriod}. */
    GRACE,
    SUSPENDED,
    EXPIRED;

    /** Whether software may use it. */
    public boolean isWorking() {
      return this == ACTIVE || this == GRACE;
    }
  }
}
