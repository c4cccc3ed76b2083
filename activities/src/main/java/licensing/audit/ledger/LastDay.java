package licensing.audit.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What came of the last 24 hours, for whoever watches: how far purchases came, and the money. Tests
 * are not counted.
 */
@Component
public final class LastDay {

  /** The newest alone, if there are more: so that a busy day costs no more than this. */
  private static final int MOST = 20_000;

  private static final List<String> STEPS =
      List.of("subscribed", "confirmed", "paid", "licensed", "home");

  private static final List<String> TIMES = List.of("paid", "licensed", "captured");

  /**
   * Attempts and licenses are read by their time: none is older than the purchases, but a little.
   */
  private static final String LIVES =
      """
      with begun as (
        select id, subscribed_at, outcome from purchases
        where subscribed_at >= now() - interval '24 hours' and not test
        order by subscribed_at desc limit %d
      ), attempts as (
        select purchase_id, max(authorized_at) as authorized_at, max(captured_at) as captured_at
        from payment_attempts where opened_at >= now() - interval '25 hours' group by purchase_id
      ), licensed as (
        select purchase_id, activated_at from licenses
        where starts_at >= now() - interval '25 hours'
      ), lives as (
        select attempts.purchase_id as confirmed, licensed.purchase_id as licensed,
          authorized_at as paid, outcome,
          greatest(0, extract(epoch from authorized_at - subscribed_at)) as to_paid,
          greatest(0, extract(epoch from activated_at - authorized_at)) as to_licensed,
          greatest(0, extract(epoch from captured_at - authorized_at)) as to_captured,
          authorized_at is not null as has_paid, activated_at is not null as has_license,
          captured_at is not null as has_captured
        from begun
        left join attempts on attempts.purchase_id = begun.id
        left join licensed on licensed.purchase_id = begun.id
      )
      select count(*) as subscribed, count(confirmed) as confirmed, count(paid) as paid,
        count(licensed) as licensed, count(*) filter (where outcome = 'LICENSED') as home,
        percentile_cont(array[0.5, 0.95]) within group (order by to_paid)
          filter (where has_paid) as to_paid,
        percentile_cont(array[0.5, 0.95]) within group (order by to_licensed)
          filter (where has_paid and has_license) as to_licensed,
        percentile_cont(array[0.5, 0.95]) within group (order by to_captured)
          filter (where has_captured) as to_captured
      from lives
      """
          .formatted(MOST);

  /** Whether it is of a test is looked up for each row of money, of which a day has few. */
  private static final String IN_EARNEST =
      "not (select test from purchases where purchases.id = purchase_id)";

  /** Held money is taken within the 7 days that a hold lasts. */
  private static final String MONEY =
      """
      select currency, 'authorized' as what, sum(amount) as amount from payment_attempts
      where opened_at >= now() - interval '25 hours'
        and authorized_at >= now() - interval '24 hours' and %1$s
      group by 1
      union all
      select currency, 'captured', sum(amount) from payment_attempts
      where opened_at >= now() - interval '8 days' and captured_at >= now() - interval '24 hours'
        and %1$s
      group by 1
      union all
      select currency, lower(given_back), sum(amount) from payment_attempts
      where given_back_at >= now() - interval '24 hours' and %1$s group by 1, 2
      union all
      select currency, 'disputed', sum(amount) from late_events
      where kind in ('DISPUTE_OPEN', 'DISPUTE_WON', 'DISPUTE_LOST')
        and changed_at >= now() - interval '24 hours' and amount is not null and %1$s
      group by 1
      """
          .formatted(IN_EARNEST);

  private final JdbcClient database;

  LastDay(JdbcClient database) {
    this.database = database;
  }

  /** Costs two queries, which find their rows by indexes. */
  public Totals totals() {
    return database.sql(LIVES).query((row, index) -> totals(row)).single();
  }

  private Totals totals(ResultSet row) throws SQLException {
    Map<String, Long> reached = new LinkedHashMap<>();
    for (String step : STEPS) {
      reached.put(step, row.getLong(step));
    }
    List<Took> times = new ArrayList<>();
    for (String step : TIMES) {
      var found = row.getArray("to_" + step);
      if (found != null) {
        var seconds = (Double[]) found.getArray();
        times.add(new Took(step, seconds[0], seconds[1]));
      }
    }
    return new Totals(reached, times, money());
  }

  private List<Money> money() {
    return database
        .sql(MONEY)
        .query(
            (row, index) ->
                new Money(
                    row.getString("what"), row.getString("currency"), row.getDouble("amount")))
        .list();
  }

  /**
   * @param reached how many of the purchases that were subscribed to came so far: subscribed,
   *     confirmed, paid, licensed, home (ended with license and money)
   * @param times nothing of a step that none has taken
   */
  public record Totals(Map<String, Long> reached, List<Took> times, List<Money> money) {}

  /**
   * @param step paid, since Subscribe Now; licensed or captured, since the payment
   * @param half seconds within which half of them were through
   * @param most seconds within which 95 of a hundred were
   */
  public record Took(String step, double half, double most) {}

  /**
   * @param what authorized, captured, released, refunded or disputed
   * @param amount in units of its currency, such as dollars
   */
  public record Money(String what, String currency, double amount) {}
}
