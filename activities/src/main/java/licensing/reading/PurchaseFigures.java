package licensing.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import licensing.db.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How things stand over all purchases, for support staff only. Each number reads no more rows than
 * its limit, whatever the number of purchases.
 */
@Component
public final class PurchaseFigures {

  /** Nobody needs to know of more: the pages say that there are more. */
  public static final int MOST = 1000;

  /** The newest of the week: more than that tell no more of how long things take. */
  public static final int MOST_OF_A_WEEK = 20_000;

  private static final String NEEDS_PERSON = upToMost("where attention is not null");

  static final String COUNTS =
      "select %s as needs_person, %s as under_way, %s as paid, %s as everything"
          .formatted(
              NEEDS_PERSON,
              upToMost("where outcome is null"),
              upToMost("where outcome = 'LICENSED'"),
              upToMost(""));

  static final String TODAY =
      """
      select %1$s as needs_person, %2$s as waiting_to_pay,
        (select min(subscribed_at) from purchases where outcome is null) as oldest,
        count(*) filter (where outcome = 'LICENSED') as paid,
        coalesce(sum(attempts.declined), 0) as declined,
        coalesce(sum(attempts.authorized), 0) as authorized
      from (select id, outcome from purchases where subscribed_at >= now() - interval '24 hours'
        and not test
        order by subscribed_at desc limit %3$d) today
      left join lateral (
        select count(*) filter (where state = 'DECLINED') as declined,
          count(*) filter (where state = 'AUTHORIZED') as authorized
        from payment_attempts where purchase_id = today.id) attempts on true
      """
          .formatted(
              NEEDS_PERSON,
              upToMost("where outcome is null and step = 'AWAIT_PAYMENT'"),
              MOST_OF_A_WEEK);

  /**
   * Times of the platform and of the database may differ a little: no time is less than none.
   * Attempts and licenses are read by their time, once for all, instead of for each purchase: none
   * is older than the oldest of these. The eight days tell PostgreSQL that they are few.
   */
  public static final String WEEK =
      """
      with begun as (
        select id, subscribed_at from purchases where subscribed_at >= now() - interval '7 days'
          and not test
        order by subscribed_at desc limit %1$d
      ), since as (
        select min(subscribed_at) - interval '1 hour' as oldest from begun
      ), attempts as (
        select purchase_id, max(authorized_at) as authorized_at, max(captured_at) as captured_at
        from payment_attempts
        where opened_at >= now() - interval '8 days' and opened_at >= (select oldest from since)
        group by purchase_id
      ), licensed as (
        select purchase_id, activated_at from licenses
        where starts_at >= now() - interval '8 days' and starts_at >= (select oldest from since)
      ), lives as (
        select attempts.purchase_id is not null as confirmed, authorized_at is not null as paid,
          licensed.purchase_id is not null as licensed,
          extract(epoch from authorized_at - subscribed_at) as to_paid,
          extract(epoch from activated_at - authorized_at) as to_license,
          extract(epoch from captured_at - authorized_at) as to_capture
        from begun
        left join attempts on attempts.purchase_id = begun.id
        left join licensed on licensed.purchase_id = begun.id
      )
      select count(*) as begun, count(*) filter (where confirmed) as confirmed,
        count(*) filter (where paid) as paid, count(*) filter (where licensed) as licensed,
        percentile_cont(array[0.5, 0.95]) within group (order by greatest(0, to_paid))
          filter (where to_paid is not null) as to_paid,
        percentile_cont(array[0.5, 0.95]) within group (order by greatest(0, to_license))
          filter (where to_license is not null) as to_license,
        percentile_cont(array[0.5, 0.95]) within group (order by greatest(0, to_capture))
          filter (where to_capture is not null) as to_capture
      from lives
      """
          .formatted(MOST_OF_A_WEEK);

  private final JdbcClient database;

  PurchaseFigures(JdbcClient database) {
    this.database = database;
  }

  private static String upToMost(String which) {
    return "(select count(*) from (select from purchases %s limit %d) it)".formatted(which, MOST);
  }

  /** How many are on each list of support, each at most {@link #MOST}. */
  public Counts counts() {
    return database
        .sql(COUNTS)
        .query(
            (row, index) ->
                new Counts(
                    row.getInt("needs_person"),
                    row.getInt("under_way"),
                    row.getInt("paid"),
                    row.getInt("everything")))
        .single();
  }

  /** What stands open now, and what came of the last 24 hours, tests apart. */
  public Today today() {
    return database
        .sql(TODAY)
        .query(
            (row, index) ->
                new Today(
                    row.getInt("needs_person"),
                    row.getInt("waiting_to_pay"),
                    row.getInt("paid"),
                    row.getInt("declined"),
                    row.getInt("authorized"),
                    new Columns(row).instantOrNull("oldest")))
        .single();
  }

  /**
   * How far those came that were subscribed to within seven days, tests apart, and how long it
   * took.
   */
  public Week week() {
    return database
        .sql(WEEK)
        .query(
            (row, index) ->
                new Week(
                    row.getInt("begun"),
                    row.getInt("confirmed"),
                    row.getInt("paid"),
                    row.getInt("licensed"),
                    latency(row, "to_paid"),
                    latency(row, "to_license"),
                    latency(row, "to_capture")))
        .single();
  }

  private static @Nullable Latency latency(ResultSet row, String column) throws SQLException {
    var array = row.getArray(column);
    if (array == null) {
      return null;
    }
    var seconds = (Double[]) array.getArray();
    return new Latency(duration(seconds[0]), duration(seconds[1]));
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /**
   * @param needsPerson why ever, ended or not
   * @param underWay not ended
   * @param paid ended with a license and its money
   */
  public record Counts(int needsPerson, int underWay, int paid, int all) {}

  /**
   * @param waitingToPay at most {@link #MOST}
   * @param paid subscribed to within 24 hours, and paid
   * @param declined payment attempts of these that were declined, and so on
   * @param oldest when the longest under way was subscribed to; null where none is
   */
  public record Today(
      int needsPerson,
      int waitingToPay,
      int paid,
      int declined,
      int authorized,
      @Nullable Instant oldest) {

    /** Of a hundred decided payments; null where none was decided. */
    public @Nullable Integer declinedShare() {
      int decided = declined + authorized;
      return decided == 0 ? null : Math.round(100f * declined / decided);
    }
  }

  /**
   * @param confirmed that went on to pay
   * @param toPaid from Subscribe Now to the authorized payment; null where none was paid
   * @param toLicense from the payment to the license
   * @param toCapture from the payment to the money
   */
  public record Week(
      int begun,
      int confirmed,
      int paid,
      int licensed,
      @Nullable Latency toPaid,
      @Nullable Latency toLicense,
      @Nullable Latency toCapture) {

    /** In their order, the widest first. */
    public List<Integer> funnel() {
      return List.of(begun, confirmed, paid, licensed);
    }
  }

  /**
   * @param half within which half of them were through
   * @param most within which 95 of a hundred were
   */
  public record Latency(Duration half, Duration most) {}
}
